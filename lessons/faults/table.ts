import type { CommandObservation } from "../experiment";
import type { Fault } from "../fault";

/** The table of IPVS has the service and its two real servers. */
const whole: CommandObservation = {
  on: "director",
  run: "ipvsadm -Sn",
  says: {
    en: "IPVS has the service with wrr, and both real servers in NAT mode with weight 1",
    zh: "IPVS 里有这个服务，算法为 wrr，两台真实服务器都是 NAT 模式、权重 1",
  },
  holds: ({ lines }, { SERVICE, RIP1, RIP2, PORT }) =>
    [
      `-A ${SERVICE} -s wrr`,
      `-a ${SERVICE} -r ${RIP1}:${PORT} -m -w 1`,
      `-a ${SERVICE} -r ${RIP2}:${PORT} -m -w 1`,
    ].every((line) => lines.includes(line)) && lines.filter((line) => line.startsWith(`-a ${SERVICE} `)).length === 2,
};

const shared = { part: "table", healthy: whole } as const;

/** Faults in the director's table of IPVS. */
export const tableFaults: readonly Fault[] = [
  {
    ...shared,
    name: "server-missing",
    title: { en: "{RS1} is not in the table", zh: "{RS1} 不在表里" },
    break: [{ on: "director", run: "ipvsadm -d {SERVICE} -r {RIP1}:{PORT}" }],
    symptom: "one page",
    hints: [
      { en: "Count who answers.", zh: "数一数是谁在应答。" },
      {
        en: "Count the real servers of the service on {DIRECTOR}.",
        zh: "在 {DIRECTOR} 上数一数这个服务有几台真实服务器。",
      },
    ],
    repair: [{ on: "director", run: "ipvsadm -a {SERVICE} -r {RIP1}:{PORT} -m -w 1" }],
  },
  {
    ...shared,
    name: "server-port",
    title: { en: "{RS2} is in the table with a wrong port", zh: "表里 {RS2} 的端口不对" },
    break: [
      { on: "director", run: "ipvsadm -d {SERVICE} -r {RIP2}:{PORT}" },
      { on: "director", run: "ipvsadm -a {SERVICE} -r {RIP2}:8081 -m -w 1" },
    ],
    symptom: "refused",
    hints: [
      { en: "Someone refuses half of the requests. Find out who.", zh: "有一半请求被拒绝。找出是谁拒绝的。" },
      { en: "Compare the two real servers in the table of {DIRECTOR}.", zh: "比较 {DIRECTOR} 表里的两台真实服务器。" },
    ],
    repair: [
      { on: "director", run: "ipvsadm -d {SERVICE} -r {RIP2}:8081" },
      { on: "director", run: "ipvsadm -a {SERVICE} -r {RIP2}:{PORT} -m -w 1" },
    ],
  },
  {
    ...shared,
    name: "weight-zero",
    title: { en: "{RS2} has the weight 0", zh: "{RS2} 的权重是 0" },
    break: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP2}:{PORT} -m -w 0" }],
    symptom: "one page",
    hints: [
      { en: "Count who answers.", zh: "数一数是谁在应答。" },
      {
        en: "Both real servers are in the table of {DIRECTOR}. See what share each is to have.",
        zh: "两台真实服务器都在 {DIRECTOR} 的表里。看看各自的份额是多少。",
      },
    ],
    repair: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP2}:{PORT} -m -w 1" }],
  },
  {
    ...shared,
    name: "scheduler",
    title: { en: "The service has another scheduler", zh: "服务换了调度算法" },
    break: [{ on: "director", run: "ipvsadm -E {SERVICE} -s sh" }],
    symptom: "one page",
    hints: [
      { en: "One client always gets the same real server.", zh: "一个客户端总是得到同一台真实服务器。" },
      { en: "See by what the service on {DIRECTOR} chooses.", zh: "看看 {DIRECTOR} 上的服务按什么来选择。" },
    ],
    repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }],
  },
  {
    ...shared,
    name: "method",
    title: { en: "{RS1} is served by direct routing, not by NAT", zh: "{RS1} 用的是直接路由，不是 NAT" },
    break: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -g -w 1" }],
    symptom: "waits",
    hints: [
      {
        en: "Look at the destination of the packets that arrive at {RS1}.",
        zh: "看看到达 {RS1} 的数据包的目的地址。",
      },
      { en: "Compare the two real servers in the table of {DIRECTOR}.", zh: "比较 {DIRECTOR} 表里的两台真实服务器。" },
    ],
    repair: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 1" }],
  },
  {
    ...shared,
    name: "service-deleted",
    title: { en: "The virtual service is gone", zh: "虚拟服务没有了" },
    break: [{ on: "director", run: "ipvsadm -D {SERVICE}" }],
    symptom: "refused",
    hints: [
      {
        en: "The VIP itself refuses. Who should have taken the request?",
        zh: "VIP 自己在拒绝。本来应该由谁接管请求？",
      },
      { en: "Look at the table of IPVS on {DIRECTOR}.", zh: "看看 {DIRECTOR} 上 IPVS 的表。" },
    ],
    repair: [
      { on: "director", run: "ipvsadm -A {SERVICE} -s wrr" },
      { on: "director", run: "ipvsadm -a {SERVICE} -r {RIP1}:{PORT} -m -w 1" },
      { on: "director", run: "ipvsadm -a {SERVICE} -r {RIP2}:{PORT} -m -w 1" },
    ],
  },
  {
    ...shared,
    name: "persistent",
    title: { en: "The service keeps its clients", zh: "服务开启了持久性" },
    break: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr -p 300" }],
    symptom: "one page",
    hints: [
      { en: "One client always gets the same real server.", zh: "一个客户端总是得到同一台真实服务器。" },
      {
        en: "The scheduler on {DIRECTOR} is right, and yet is not asked for each connection. Look at the service's flags.",
        zh: "{DIRECTOR} 上的调度算法没有错，却不是每个连接都经过它。看看服务的标志。",
      },
    ],
    repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }],
  },
];

import type { CommandObservation } from "../experiment";
import type { Fault } from "../fault";

/** The first real server sends what is for the client to the director. */
const backFromFirst: CommandObservation = {
  on: "rs1",
  run: "ip route get {CIP}",
  says: { en: "{RS1} reaches the client through the DIP", zh: "{RS1} 经过 DIP 到达客户端" },
  holds: ({ output }, { DIP }) => output.includes(` via ${DIP} `),
};

/** The second real server's web server answers on the port of the service; asked on the machine itself. */
const secondServes: CommandObservation = {
  on: "rs2",
  run: "curl -sS -m 10 {RIP2}:{PORT}",
  says: { en: "the web server on {RS2} answers with its page", zh: "{RS2} 的网页服务应答自己的网页" },
  holds: ({ output }, { PAGE2 }) => output === PAGE2,
};

/** Faults of the real servers. */
export const realServerFaults: readonly Fault[] = [
  {
    name: "gateway-missing",
    title: { en: "{RS1} has no gateway", zh: "{RS1} 没有网关" },
    part: "first real server's routes",
    break: [{ on: "rs1", run: "ip route delete default" }],
    symptom: "waits",
    healthy: backFromFirst,
    hints: [
      { en: "Half of the requests hang. Whose are they?", zh: "有一半请求一直等待。它们分给了谁？" },
      { en: "See how {RS1} would reach the client.", zh: "看看 {RS1} 怎样到达客户端。" },
    ],
    repair: [{ on: "rs1", run: "ip route add default via {DIP} proto static" }],
  },
  {
    name: "client-unreachable-from-server",
    title: { en: "{RS1} sends what is for the client's network nowhere", zh: "{RS1} 把发往客户端网络的包丢进黑洞" },
    part: "first real server's routes",
    break: [{ on: "rs1", run: "ip route add blackhole {OUTSIDE}" }],
    symptom: "waits",
    healthy: backFromFirst,
    hints: [
      { en: "Half of the requests hang. Whose are they?", zh: "有一半请求一直等待。它们分给了谁？" },
      {
        en: "{RS1} has its gateway; see whether it asks it for what is for the client.",
        zh: "{RS1} 有网关；看看发给客户端的包是否交给它。",
      },
    ],
    repair: [{ on: "rs1", run: "ip route delete blackhole {OUTSIDE}" }],
  },
  {
    name: "gateway-wrong",
    title: { en: "{RS2} has another gateway than the DIP", zh: "{RS2} 的网关不是 DIP" },
    part: "second real server's routes",
    break: [{ on: "rs2", run: "ip route replace default via {RIP1} proto static" }],
    symptom: "waits",
    healthy: {
      on: "rs2",
      run: "ip route get {CIP}",
      says: { en: "{RS2} reaches the client through the DIP", zh: "{RS2} 经过 DIP 到达客户端" },
      holds: ({ output }, { DIP }) => output.includes(` via ${DIP} `),
    },
    hints: [
      { en: "Half of the requests hang. Whose are they?", zh: "有一半请求一直等待。它们分给了谁？" },
      { en: "See by which machine the replies of {RS2} go.", zh: "看看 {RS2} 的应答经过哪台机器。" },
    ],
    repair: [{ on: "rs2", run: "ip route replace default via {DIP} proto static" }],
  },
  {
    name: "httpd-stopped",
    title: { en: "The web server on {RS1} is stopped", zh: "{RS1} 的网页服务停了" },
    part: "first real server's web server",
    break: [{ on: "rs1", run: "systemctl stop apache2 2> /dev/null" }],
    symptom: "refused",
    healthy: {
      on: "rs1",
      run: "curl -sS -m 10 {RIP1}:{PORT}",
      says: { en: "the web server on {RS1} answers with its page", zh: "{RS1} 的网页服务应答自己的网页" },
      holds: ({ output }, { PAGE1 }) => output === PAGE1,
    },
    hints: [
      { en: "Someone refuses half of the requests. Find out who.", zh: "有一半请求被拒绝。找出是谁拒绝的。" },
      { en: "See who listens on {RS1}.", zh: "看看 {RS1} 上有谁在监听。" },
    ],
    repair: [{ on: "rs1", run: "systemctl start apache2 2> /dev/null" }],
  },
  {
    name: "httpd-port",
    title: { en: "The web server on {RS2} listens on another port", zh: "{RS2} 的网页服务监听了别的端口" },
    part: "second real server's web server",
    break: [
      {
        on: "rs2",
        run: "sed -i 's/^Listen {PORT}$/Listen 8081/' /etc/apache2/ports.conf && systemctl restart apache2 2> /dev/null",
      },
    ],
    symptom: "refused",
    healthy: secondServes,
    hints: [
      { en: "Someone refuses half of the requests. Find out who.", zh: "有一半请求被拒绝。找出是谁拒绝的。" },
      { en: "The web server on {RS2} runs. See where it listens.", zh: "{RS2} 的网页服务在运行。看看它监听在哪里。" },
    ],
    repair: [
      {
        on: "rs2",
        run: "sed -i 's/^Listen 8081$/Listen {PORT}/' /etc/apache2/ports.conf && systemctl restart apache2 2> /dev/null",
      },
    ],
  },
  {
    name: "wrong-page",
    title: { en: "{RS2} has the page of {RS1}", zh: "{RS2} 放的是 {RS1} 的网页" },
    part: "second real server's web server",
    break: [{ on: "rs2", run: "echo '{PAGE1}' > /var/www/html/index.html" }],
    symptom: "one page",
    healthy: secondServes,
    hints: [
      {
        en: "One page alone is seen. Count the connections of each real server before you believe it.",
        zh: "只看到一种网页。先数一数每台真实服务器的连接，再下结论。",
      },
      { en: "Ask the web server on {RS2} directly.", zh: "直接请求 {RS2} 的网页服务。" },
    ],
    repair: [{ on: "rs2", run: "echo '{PAGE2}' > /var/www/html/index.html" }],
  },
  {
    name: "server-filters",
    title: { en: "{RS1}'s packet filter drops the requests", zh: "{RS1} 的包过滤丢弃请求" },
    part: "first real server's packet filter",
    break: [{ on: "rs1", run: "iptables -A INPUT -i eth0 -p tcp --dport {PORT} -j DROP" }],
    symptom: "waits",
    healthy: {
      on: "rs1",
      run: "iptables -S",
      says: { en: "{RS1}'s packet filter drops nothing", zh: "{RS1} 的包过滤不丢弃任何包" },
      holds: ({ output, exitCode }) => exitCode === 0 && !/DROP|REJECT/.test(output),
    },
    hints: [
      {
        en: "Half of the requests hang: they arrive at a real server, and no reply leaves it.",
        zh: "有一半请求一直等待：它们到了一台真实服务器，却没有应答发出。",
      },
      {
        en: "On {RS1} the web server answers, asked there. See what stands before it.",
        zh: "在 {RS1} 本机请求，网页服务有应答。看看它前面有什么。",
      },
    ],
    repair: [{ on: "rs1", run: "iptables -D INPUT -i eth0 -p tcp --dport {PORT} -j DROP" }],
  },
  {
    name: "loss",
    title: { en: "{RS2} loses all that it sends", zh: "{RS2} 发出的包全部丢失" },
    part: "second real server's queue",
    break: [{ on: "rs2", run: "tc qdisc add dev eth0 root netem loss 100%" }],
    symptom: "waits",
    healthy: {
      on: "rs2",
      run: "tc qdisc show dev eth0",
      says: { en: "{RS2}'s queue loses nothing", zh: "{RS2} 的队列不丢包" },
      holds: ({ output, exitCode }) => exitCode === 0 && !output.includes("netem"),
    },
    hints: [
      {
        en: "Half of the requests hang. Does {RS2} answer so much as ARP?",
        zh: "有一半请求一直等待。{RS2} 连 ARP 都应答吗？",
      },
      { en: "Look at the queueing discipline of {RS2}.", zh: "看看 {RS2} 的排队规则。" },
    ],
    repair: [{ on: "rs2", run: "tc qdisc delete dev eth0 root" }],
  },
  {
    name: "server-neighbour",
    title: { en: "{RS1} has a wrong MAC address for the DIP", zh: "{RS1} 记录的 DIP 的 MAC 地址不对" },
    part: "first real server's neighbours",
    break: [{ on: "rs1", run: "ip neighbour replace {DIP} lladdr 02:00:00:00:00:01 dev eth0 nud permanent" }],
    symptom: "waits",
    healthy: {
      on: "rs1",
      run: "ip neighbour show {DIP}",
      says: { en: "{RS1} asks for the DIP's MAC address", zh: "{RS1} 自己去查询 DIP 的 MAC 地址" },
      holds: ({ output }) => !output.includes("PERMANENT"),
    },
    hints: [
      {
        en: "Half of the requests hang: a reply leaves {RS1}, and {DIRECTOR} does not take it. Look at layer 2.",
        zh: "有一半请求一直等待：应答离开了 {RS1}，{DIRECTOR} 却没有收下。看看第二层。",
      },
      { en: "Look at the neighbours of {RS1}.", zh: "看看 {RS1} 的邻居表。" },
    ],
    repair: [{ on: "rs1", run: "ip neighbour delete {DIP} dev eth0" }],
  },
];

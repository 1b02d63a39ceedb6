import { answeredByBoth } from "../answered";
import type { CommandObservation, Experiment } from "../experiment";

/** The first real server asks the VIP twice. */
const asks = {
  on: "rs1",
  run: "for i in 1 2; do curl -sS -m 2 {VIP}:{PORT}; done",
} as const satisfies Partial<CommandObservation>;

export const hairpinNat: Experiment = {
  name: "hairpin-nat",
  title: { en: "A way back for real servers' own requests", zh: "让真实服务器自己的请求有回路" },
  question: {
    en:
      "So that replies pass {DIRECTOR}, it shall hide the real servers behind its own address: iptables -t nat -A POSTROUTING " +
      "-s {INSIDE} -d {INSIDE} -j MASQUERADE. Is {RS1} answered by {VIP} now?",
    zh:
      "为了让应答经过 {DIRECTOR}，由它把真实服务器隐藏在自己的地址后面：iptables -t nat -A POSTROUTING " +
      "-s {INSIDE} -d {INSIDE} -j MASQUERADE。现在 {RS1} 能从 {VIP} 得到应答吗？",
  },
  choices: [
    { en: "yes, by both real servers", zh: "能，两台真实服务器都应答" },
    { en: "yes, but by {RS2} alone", zh: "能，但只有 {RS2} 应答" },
    {
      en: "no: IPVS's packets do not reach this rule unless net.ipv4.vs.conntrack is 1",
      zh: "不能：除非 net.ipv4.vs.conntrack 为 1，IPVS 的包不会经过这条规则",
    },
  ],
  answer: 2,
  change: [
    {
      on: "director",
      run: "iptables -t nat -A POSTROUTING -s {INSIDE} -d {INSIDE} -j MASQUERADE; iptables -t nat -nvL POSTROUTING",
    },
  ],
  observe: [
    {
      ...asks,
      says: { en: "nothing comes, neither time", zh: "两次都没有应答" },
      holds: ({ output }) => output.match(/curl: \(28\)/g)?.length === 2,
    },
    {
      on: "director",
      run: "iptables -t nat -nvL POSTROUTING; sysctl -w net.ipv4.vs.conntrack=1",
      says: {
        en: "the rule has counted no packet; now IPVS is told to keep entries of netfilter's connection tracking",
        zh: "这条规则没有计到任何包；现在让 IPVS 维护 netfilter 的连接跟踪表项",
      },
      holds: ({ output }) => / 0 +0 MASQUERADE/.test(output) && output.endsWith("net.ipv4.vs.conntrack = 1"),
    },
    {
      ...asks,
      says: { en: "both real servers answer, {RS1} to itself too", zh: "两台真实服务器都应答，{RS1} 也应答自己" },
      holds: ({ lines }, { PAGE1, PAGE2 }) => lines.length === 2 && lines.includes(PAGE1) && lines.includes(PAGE2),
    },
    {
      on: "rs2",
      run: "tail -n 1 /var/log/apache2/access.log",
      says: {
        en: "the price: in {RS2}'s log the client is {DIP}, the director",
        zh: "代价：在 {RS2} 的日志里，客户端是调度器 {DIP}",
      },
      holds: ({ output }, { DIP }) => output.startsWith(`${DIP} `),
    },
  ],
  explanation: {
    en:
      "The nat table acts by way of connection tracking, and IPVS marks its packets as not tracked by default, to be fast. With " +
      "net.ipv4.vs.conntrack = 1 they keep their entries, so that POSTROUTING can make the source the DIP. The real server replies to " +
      "the DIP; on the director connection tracking puts {RIP1} back, and IPVS makes the source the VIP. The rule is only for requests from " +
      "{INSIDE}: clients keep their address.",
    zh:
      "nat 表依靠连接跟踪工作，而 IPVS 为了速度，默认把自己的包标记为不跟踪。设 net.ipv4.vs.conntrack = 1 后，这些包保留跟踪表项，" +
      "POSTROUTING 就能把源地址改成 DIP。真实服务器应答 DIP；在调度器上，连接跟踪还原 {RIP1}，IPVS 再把源地址改成 VIP。" +
      "这条规则只针对来自 {INSIDE} 的请求：普通客户端的地址不变。",
  },
  repair: [{ on: "director", run: "iptables -t nat -F POSTROUTING; sysctl -w net.ipv4.vs.conntrack=0" }],
  check: [answeredByBoth],
};

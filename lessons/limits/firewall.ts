import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const firewall: Experiment = {
  name: "firewall",
  title: { en: "A firewall that keeps track of connections", zh: "跟踪连接状态的防火墙" },
  question: {
    en: "{DIRECTOR} shall forward nothing but packets of established connections: -m conntrack --ctstate ESTABLISHED. The client asks. What comes?",
    zh: "让 {DIRECTOR} 只转发已建立连接的数据包：-m conntrack --ctstate ESTABLISHED。客户端发出请求。会得到什么？",
  },
  choices: [
    { en: "the page: the reply belongs to the connection that the client began", zh: "页面：应答属于客户端发起的连接" },
    { en: "the page: IPVS's packets pass no rule of iptables", zh: "页面：IPVS 的包不经过 iptables 的规则" },
    { en: "nothing: to connection tracking the reply is INVALID", zh: "什么也没有：对连接跟踪来说，应答是 INVALID" },
  ],
  answer: 2,
  change: [
    {
      on: "director",
      run:
        "iptables -A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n" +
        "iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP; iptables -A FORWARD -j DROP",
    },
  ],
  observe: [
    {
      on: "client",
      run: "curl -sS -m 3 {VIP}:{PORT}",
      says: { en: "curl waits in vain (exit code 28)", zh: "curl 白等一场（退出码 28）" },
      holds: ({ exitCode }) => exitCode === 28,
    },
    {
      on: "director",
      run: "iptables -nvxL FORWARD; conntrack -L 2> /dev/null | grep dport={PORT}",
      says: {
        en: "the replies counted as INVALID, none as ESTABLISHED; connection tracking has no entry of this connection",
        zh: "应答都计入 INVALID，没有一个计入 ESTABLISHED；连接跟踪里没有这个连接的表项",
      },
      holds: ({ output }, { CIP }) =>
        packets(output, "INVALID") > 0 && packets(output, "ESTABLISHED") === 0 && !output.includes(`src=${CIP} `),
    },
    {
      on: "director",
      run: "sysctl -w net.ipv4.vs.conntrack=1; iptables -Z FORWARD",
      says: { en: "now IPVS keeps entries of connection tracking", zh: "现在 IPVS 维护连接跟踪的表项" },
      holds: ({ output }) => output === "net.ipv4.vs.conntrack = 1",
    },
    answered,
    {
      on: "director",
      run: "iptables -nvxL FORWARD; conntrack -L 2> /dev/null | grep dport={PORT}",
      says: {
        en: "the replies counted as ESTABLISHED; the entry has the request to {VIP} and the reply of a real server as one connection",
        zh: "应答计入 ESTABLISHED；表项把发往 {VIP} 的请求和真实服务器的应答记为同一个连接",
      },
      holds: ({ output, lines }, { CIP, VIP, RIP1, RIP2 }) =>
        packets(output, "ESTABLISHED") > 0 &&
        lines.some(
          (line) =>
            line.includes(` src=${CIP} dst=${VIP} `) &&
            [RIP1, RIP2].some((rip) => line.includes(` src=${rip} dst=${CIP} `)),
        ),
    },
  ],
  explanation: {
    en:
      "Two parts of the kernel track connections here. IPVS rewrites the request at LOCAL_IN, and by default sends it on as a packet " +
      "that netfilter does not track. So when the reply RIP→CIP comes to FORWARD, netfilter has seen no request CIP→RIP: a SYN, ACK out of " +
      "nowhere is INVALID. With net.ipv4.vs.conntrack = 1 IPVS tells netfilter that the replies of CIP→VIP come from the RIP, and " +
      "the rules hold as one expects. It costs memory and time for each connection.",
    zh:
      "内核里有两处在跟踪连接。IPVS 在 LOCAL_IN 改写请求，默认把它作为 netfilter 不跟踪的包发出。于是应答 RIP→CIP 到达 FORWARD 时，" +
      "netfilter 没见过 CIP→RIP 的请求：凭空出现的 SYN, ACK 就是 INVALID。设 net.ipv4.vs.conntrack = 1 后，IPVS 会告诉 netfilter：" +
      "CIP→VIP 的应答来自 RIP，规则就如预期那样生效。代价是每个连接多用一些内存和时间。",
  },
  repair: [{ on: "director", run: "iptables -F FORWARD; sysctl -w net.ipv4.vs.conntrack=0" }],
  check: [answered],
};

/** Packets that the rule for this state has counted: the first column of `iptables -nvxL`. */
function packets(output: string, state: string): number {
  return Number(output.match(new RegExp(`^ *(\\d+) .* ctstate ${state}$`, "m"))?.[1] ?? 0);
}

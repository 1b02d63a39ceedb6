import type { CommandObservation } from "../experiment";
import type { Fault } from "../fault";

/** Nothing in the director's packet filter drops packets. */
const open: CommandObservation = {
  on: "director",
  run: "iptables -S",
  says: { en: "{DIRECTOR}'s packet filter drops nothing", zh: "{DIRECTOR} 的包过滤不丢弃任何包" },
  holds: ({ output, exitCode }) => exitCode === 0 && !/DROP|REJECT/.test(output),
};

/** The director has the VIP in the client's network, and so the way to the client. */
const outerSide: CommandObservation = {
  on: "director",
  run: "ip route get {CIP}",
  says: {
    en: "{DIRECTOR} reaches the client directly, from the VIP",
    zh: "{DIRECTOR} 以 VIP 为源地址直接到达客户端",
  },
  holds: ({ output }, { CIP, VIP }) => output.startsWith(`${CIP} dev `) && output.includes(` src ${VIP} `),
};

/** Faults of the director, without its table. */
export const directorFaults: readonly Fault[] = [
  {
    name: "forwarding-off",
    title: { en: "{DIRECTOR} does not forward", zh: "{DIRECTOR} 不转发" },
    part: "director's forwarding",
    break: [{ on: "director", run: "sysctl -w net.ipv4.ip_forward=0" }],
    symptom: "waits",
    healthy: {
      on: "director",
      run: "sysctl -n net.ipv4.ip_forward",
      says: { en: "{DIRECTOR} forwards", zh: "{DIRECTOR} 转发数据包" },
      holds: ({ output }) => output === "1",
    },
    hints: [
      {
        en: "Requests reach the real servers. See how far the replies get.",
        zh: "请求能到达真实服务器。看看应答能走到哪里。",
      },
      { en: "A reply is a packet that {DIRECTOR} has to route.", zh: "应答是要由 {DIRECTOR} 路由的数据包。" },
      { en: "Look at the kernel settings of {DIRECTOR}.", zh: "看看 {DIRECTOR} 的内核参数。" },
    ],
    repair: [{ on: "director", run: "sysctl -w net.ipv4.ip_forward=1" }],
  },
  {
    name: "replies-filtered",
    title: { en: "{DIRECTOR}'s packet filter drops the replies", zh: "{DIRECTOR} 的包过滤丢弃应答" },
    part: "director's packet filter",
    break: [{ on: "director", run: "iptables -A FORWARD -p tcp --sport {PORT} -j DROP" }],
    symptom: "waits",
    healthy: open,
    hints: [
      { en: "Follow a reply through {DIRECTOR}'s hooks.", zh: "沿着 {DIRECTOR} 的各个钩子跟踪应答。" },
      { en: "Look at the chain FORWARD on {DIRECTOR}.", zh: "看看 {DIRECTOR} 上的 FORWARD 链。" },
    ],
    repair: [{ on: "director", run: "iptables -D FORWARD -p tcp --sport {PORT} -j DROP" }],
  },
  {
    name: "requests-filtered",
    title: { en: "{DIRECTOR}'s packet filter drops the requests", zh: "{DIRECTOR} 的包过滤丢弃请求" },
    part: "director's packet filter",
    break: [{ on: "director", run: "iptables -A INPUT -p tcp --dport {PORT} -j DROP" }],
    symptom: "waits",
    healthy: open,
    hints: [
      { en: "A request arrives at {DIRECTOR} and never leaves it.", zh: "请求到了 {DIRECTOR}，却没有再发出去。" },
      {
        en: "A request passes INPUT on {DIRECTOR} before IPVS takes it there. Look at that chain.",
        zh: "请求在 {DIRECTOR} 上先经过 INPUT，再被 IPVS 接管。看看这条链。",
      },
    ],
    repair: [{ on: "director", run: "iptables -D INPUT -p tcp --dport {PORT} -j DROP" }],
  },
  {
    name: "vip-removed",
    title: { en: "{DIRECTOR} does not have the VIP", zh: "{DIRECTOR} 没有 VIP" },
    part: "director's outer side",
    break: [{ on: "director", run: "ip address delete {VIP}/$(echo {OUTSIDE} | cut -d / -f 2) dev eth1" }],
    symptom: "waits",
    healthy: outerSide,
    hints: [
      { en: "Ask who has the VIP.", zh: "问一问谁有 VIP。" },
      { en: "Look at the addresses of {DIRECTOR}.", zh: "看看 {DIRECTOR} 的地址。" },
    ],
    repair: [{ on: "director", run: "ip address add {VIP}/$(echo {OUTSIDE} | cut -d / -f 2) brd + dev eth1" }],
  },
  {
    name: "client-unreachable",
    title: { en: "{DIRECTOR} sends what is for the client nowhere", zh: "{DIRECTOR} 把发给客户端的包丢进黑洞" },
    part: "director's outer side",
    break: [{ on: "director", run: "ip route add blackhole {CIP}" }],
    symptom: "waits",
    healthy: outerSide,
    hints: [
      { en: "See whether {DIRECTOR} itself reaches the client.", zh: "看看 {DIRECTOR} 自己能不能到达客户端。" },
      { en: "Look at the routes of {DIRECTOR}.", zh: "看看 {DIRECTOR} 的路由。" },
    ],
    repair: [{ on: "director", run: "ip route delete blackhole {CIP}" }],
  },
];

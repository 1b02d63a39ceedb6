import type { CommandObservation } from "../experiment";
import type { Fault } from "../fault";

/** The client has a way to the VIP, in its own network. */
const onLink: CommandObservation = {
  on: "client",
  run: "ip route get {VIP}",
  says: { en: "{CLIENT} reaches the VIP directly", zh: "{CLIENT} 能直接到达 VIP" },
  holds: ({ output }, { CIP, VIP }) => output.startsWith(`${VIP} dev `) && output.includes(` src ${CIP} `),
};

/** Faults of the client. */
export const clientFaults: readonly Fault[] = [
  {
    name: "client-prefix",
    title: { en: "{CLIENT}'s address has a wrong prefix length", zh: "{CLIENT} 地址的前缀长度不对" },
    part: "client's routes",
    break: [
      { on: "client", run: "ip address add {CIP}/32 dev eth0" },
      { on: "client", run: "ip address delete {CIP}/$(echo {OUTSIDE} | cut -d / -f 2) dev eth0" },
    ],
    symptom: "refused",
    healthy: onLink,
    hints: [
      { en: "See how far a request gets: does it leave {CLIENT}?", zh: "看看请求能走多远：它离开 {CLIENT} 了吗？" },
      { en: "Look at the addresses and routes of {CLIENT}.", zh: "看看 {CLIENT} 的地址和路由。" },
    ],
    repair: [
      { on: "client", run: "ip address add {CIP}/$(echo {OUTSIDE} | cut -d / -f 2) brd + dev eth0" },
      { on: "client", run: "ip address delete {CIP}/32 dev eth0" },
    ],
  },
  {
    name: "vip-blackholed",
    title: { en: "{CLIENT} sends what is for the VIP nowhere", zh: "{CLIENT} 把发给 VIP 的包丢进黑洞" },
    part: "client's routes",
    break: [{ on: "client", run: "ip route add blackhole {VIP}" }],
    symptom: "refused",
    healthy: onLink,
    hints: [
      { en: "See how far a request gets: does it leave {CLIENT}?", zh: "看看请求能走多远：它离开 {CLIENT} 了吗？" },
      { en: "Look at the routes of {CLIENT}.", zh: "看看 {CLIENT} 的路由。" },
    ],
    repair: [{ on: "client", run: "ip route delete blackhole {VIP}" }],
  },
  {
    name: "client-neighbour",
    title: { en: "{CLIENT} has a wrong MAC address for the VIP", zh: "{CLIENT} 记录的 VIP 的 MAC 地址不对" },
    part: "client's neighbours",
    break: [{ on: "client", run: "ip neighbour replace {VIP} lladdr 02:00:00:00:00:01 dev eth0 nud permanent" }],
    symptom: "waits",
    healthy: {
      on: "client",
      run: "ip neighbour show {VIP}",
      says: { en: "{CLIENT} asks for the VIP's MAC address", zh: "{CLIENT} 自己去查询 VIP 的 MAC 地址" },
      holds: ({ output }) => !output.includes("PERMANENT"),
    },
    hints: [
      {
        en: "Requests leave {CLIENT} and arrive nowhere. Look at layer 2.",
        zh: "请求离开了 {CLIENT}，却没有到达任何地方。看看第二层。",
      },
      { en: "Look at the neighbours of {CLIENT}.", zh: "看看 {CLIENT} 的邻居表。" },
    ],
    repair: [{ on: "client", run: "ip neighbour delete {VIP} dev eth0" }],
  },
];

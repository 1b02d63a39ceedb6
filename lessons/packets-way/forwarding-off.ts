import { answered } from "../answered";
import type { Experiment } from "../experiment";

export const forwardingOff: Experiment = {
  name: "forwarding-off",
  title: { en: "A director that does not forward", zh: "不转发的调度器" },
  question: {
    en: "On {DIRECTOR}, net.ipv4.ip_forward is set to 0. How far does a request of the client get?",
    zh: "在 {DIRECTOR} 上把 net.ipv4.ip_forward 设为 0。客户端的请求能走多远？",
  },
  choices: [
    { en: "it dies on {DIRECTOR}: no real server sees it", zh: "在 {DIRECTOR} 上被丢弃，真实服务器看不到它" },
    {
      en: "it reaches a real server; the reply dies on {DIRECTOR}",
      zh: "能到达真实服务器；应答在 {DIRECTOR} 上被丢弃",
    },
    { en: "nothing changes: IPVS does not need forwarding", zh: "没有变化：IPVS 不需要转发" },
    { en: "the client gets an error at once", zh: "客户端立刻收到错误" },
  ],
  answer: 1,
  change: [{ on: "director", run: "sysctl -w net.ipv4.ip_forward=0" }],
  observe: [
    {
      on: "client",
      trace: "curl -sS -m 3 {VIP}:{PORT}",
      says: {
        en:
          "the request is seen at a real server; its reply arrives at {DIRECTOR}'s inner interface, nothing leaves the " +
          "outer one, and the kernel's counter IpInAddrErrors has grown; curl waits in vain",
        zh:
          "请求在真实服务器上可见；应答到达 {DIRECTOR} 的内侧网卡，外侧网卡什么也没有发出，" +
          "内核计数器 IpInAddrErrors 增长；curl 一直等不到结果",
      },
      holds: ({ packets, command }, { DIRECTOR, RIP1, RIP2 }) => {
        const replies = packets.filter(({ steps: [first] }) =>
          [RIP1, RIP2].some((rip) => first?.source.startsWith(`${rip}:`)),
        );
        return (
          command?.exitCode === 28 && // curl(1): the time-out was reached
          replies.length > 0 &&
          replies.every(({ steps }) => steps.at(-1)?.tap === `${DIRECTOR} eth0`) &&
          replies.some(({ notes }) =>
            notes.some(({ evidence }) => evidence.some((one) => one.includes("IpInAddrErrors +"))),
          )
        );
      },
    },
  ],
  explanation: {
    en:
      "The request goes PREROUTING → INPUT: the VIP is the director's own address. IPVS takes it there, rewrites the " +
      "destination and sends it on through OUTPUT and POSTROUTING; none of this is forwarding. The reply is an ordinary " +
      "packet from the real server to the client: it is routed, so it needs FORWARD, and with ip_forward = 0 the kernel " +
      "drops it before that hook. Nothing is logged; only a counter tells.",
    zh:
      "请求经过 PREROUTING → INPUT：VIP 是调度器自己的地址。IPVS 在这里接管它，改写目的地址，再经 OUTPUT 和 POSTROUTING 发出；" +
      "这一路都不算转发。应答则是真实服务器发给客户端的普通数据包：它要被路由，必须经过 FORWARD；ip_forward = 0 时，" +
      "内核在这个钩子之前就把它丢弃了。没有任何日志，只有计数器能说明。",
  },
  repair: [{ on: "director", run: "sysctl -w net.ipv4.ip_forward=1" }],
  check: [answered],
};

import { answeredByBoth, onlySecondAnswers } from "../answered";
import type { Experiment } from "../experiment";

export const gateway: Experiment = {
  name: "gateway",
  title: { en: "A real server without a gateway", zh: "没有网关的真实服务器" },
  question: {
    en: "{RS1} loses its default route. The client asks twice, one request for each real server. What comes?",
    zh: "{RS1} 没有了默认路由。客户端请求两次，每台真实服务器各一次。会得到什么？",
  },
  choices: [
    { en: "two answers: a reply goes back the way it came", zh: "两个应答：应答沿原路返回" },
    { en: "one answer, and one request that hangs", zh: "一个应答，另一个请求一直等待" },
    { en: "one answer, and one error at once", zh: "一个应答，另一个立刻出错" },
    { en: "two answers from {RS2}: IPVS notices", zh: "{RS2} 的两个应答：IPVS 会察觉" },
  ],
  answer: 1,
  change: [{ on: "rs1", run: "ip route delete default" }],
  observe: [
    onlySecondAnswers(28, {
      en: "{RS2} answers, and the other request runs into curl's time-out (exit code 28)",
      zh: "{RS2} 应答，另一个请求等到 curl 超时（退出码 28）",
    }),
    {
      on: "director",
      run: "ipvsadm -lnc | grep SYN_RECV",
      says: {
        en: "IPVS has sent the request to {RS1} and waits: the connection is in SYN_RECV",
        zh: "IPVS 已把请求发给 {RS1} 并在等待：连接处于 SYN_RECV 状态",
      },
      holds: ({ output }, { RIP1, PORT }) => output.includes(`${RIP1}:${PORT}`),
    },
    {
      on: "rs1",
      run: "ip route get {CIP}",
      says: { en: "{RS1} knows no way to the client", zh: "{RS1} 不知道怎样到达客户端" },
      holds: ({ output, exitCode }) => exitCode !== 0 && output.includes("unreachable"),
    },
  ],
  explanation: {
    en:
      "The request reaches {RS1}: its source is still the client {CIP}, as NAT mode rewrites the destination alone. So the reply goes " +
      "to {CIP}, which is not in {INSIDE}: it needs a gateway, and only by way of the director will its source become the VIP " +
      "again. Without a route {RS1} cannot send it. IPVS looks at no real server's health and goes on giving it its share.",
    zh:
      "请求到达了 {RS1}：源地址仍是客户端 {CIP}，因为 NAT 模式只改写目的地址。应答要发往 {CIP}，它不在 {INSIDE} 里，" +
      "所以需要网关；而且只有经过调度器，源地址才会改回 VIP。没有路由，{RS1} 就发不出应答。" +
      "IPVS 不检查真实服务器是否健康，仍然按份额分给它。",
  },
  repair: [{ on: "rs1", run: "ip route add default via {DIP} proto static" }],
  check: [answeredByBoth],
};

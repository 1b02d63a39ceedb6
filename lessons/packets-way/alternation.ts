import type { Experiment } from "../experiment";

export const alternation: Experiment = {
  name: "alternation",
  title: { en: "One address, two servers", zh: "一个地址，两台服务器" },
  question: {
    en: "The client asks {VIP} four times, one after the other. The scheduler is wrr, both weights are 1. Who answers?",
    zh: "客户端依次请求 {VIP} 四次。调度算法是 wrr，两台真实服务器的权重都是 1。谁来应答？",
  },
  choices: [
    { en: "{DIRECTOR} itself, since the address is its own", zh: "{DIRECTOR} 自己，因为这个地址是它的" },
    { en: "always the same real server", zh: "总是同一台真实服务器" },
    { en: "{RS1} and {RS2} in turn", zh: "{RS1} 和 {RS2} 轮流" },
    { en: "{RS1} or {RS2}, at random", zh: "{RS1} 或 {RS2}，随机" },
  ],
  answer: 2,
  observe: [
    {
      on: "client",
      run: "for i in 1 2 3 4; do curl -s -m 10 {VIP}:{PORT}; done",
      says: { en: "the answers come from {RS1} and {RS2} in turn", zh: "{RS1} 和 {RS2} 轮流应答" },
      holds: ({ lines: [a, b, c, d] }, { PAGE1, PAGE2 }) =>
        a === c && b === d && [PAGE1, PAGE2].every((page) => page === a || page === b),
    },
  ],
  explanation: {
    en:
      "IPVS takes each new connection to the VIP and chooses a real server for it. wrr (weighted round robin) goes round " +
      "the table; with equal weights that is taking turns. The choice is made once for a connection, at its SYN; the " +
      "packets after it find the connection in IPVS's table. curl opens a new connection each time.",
    zh:
      "IPVS 接管每一个发往 VIP 的新连接，并为它选择一台真实服务器。wrr（加权轮询）按表依次选择；权重相等时就是轮流。" +
      "选择只在连接的第一个包（SYN）到达时进行一次，之后的包都在 IPVS 的连接表里查到同一个结果。curl 每次都新建连接。",
  },
  check: [],
};

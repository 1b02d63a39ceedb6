import { answeredByBoth, answeredBySecondAlone } from "../answered";
import type { Experiment } from "../experiment";

export const quiescentTemplate: Experiment = {
  name: "quiescent-template",
  title: { en: "Weight 0 and a persistent client", zh: "权重 0 与持久的客户端" },
  question: {
    en: "The service is persistent, and the client is kept at {RS1}. Then {RS1} gets weight 0. The client asks again. Who answers?",
    zh: "虚拟服务带持久性，客户端固定在 {RS1}。然后把 {RS1} 的权重设为 0，客户端再次请求。谁来应答？",
  },
  choices: [
    { en: "{RS2}: weight 0 gets no new connections", zh: "{RS2}：权重 0 分不到新连接" },
    { en: "{RS1}, still", zh: "仍是 {RS1}" },
    { en: "nobody: it hangs", zh: "没有应答：一直等待" },
  ],
  answer: 1,
  change: [
    { on: "director", run: "ipvsadm -E {SERVICE} -s wrr -p 300; ipvsadm -e {SERVICE} -r {RIP2}:{PORT} -m -w 0" },
    { on: "client", run: "curl -sS -m 10 {VIP}:{PORT}" },
    {
      on: "director",
      run: "ipvsadm -e {SERVICE} -r {RIP2}:{PORT} -m -w 1; ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 0; ipvsadm -ln",
    },
  ],
  observe: [
    {
      on: "client",
      run: "for i in 1 2; do curl -sS -m 10 {VIP}:{PORT}; done",
      says: { en: "{RS1} answers, with weight 0", zh: "权重为 0 的 {RS1} 仍在应答" },
      holds: ({ lines }, { PAGE1 }) => lines.join() === `${PAGE1},${PAGE1}`,
    },
    {
      on: "director",
      run: "ipvsadm -lnc | grep ' {CIP}:0 '; sysctl -w net.ipv4.vs.expire_quiescent_template=1",
      says: {
        en: "the client's template names {RS1}; from now on a template whose real server has weight 0 does not count",
        zh: "客户端的模板指向 {RS1}；从现在起，真实服务器权重为 0 的模板不再有效",
      },
      holds: ({ lines: [template = "", set] }, { RIP1, PORT }) =>
        template.endsWith(`${RIP1}:${PORT}`) && set === "net.ipv4.vs.expire_quiescent_template = 1",
    },
    answeredBySecondAlone,
    {
      on: "director",
      run: "ipvsadm -lnc | grep ' {CIP}:0 '",
      says: { en: "the client has a new template, which names {RS2}", zh: "客户端有了新的模板，指向 {RS2}" },
      holds: ({ lines }, { VIP, RIP2, PORT }) =>
        lines.some((line) => line.includes(` ${VIP}:${PORT} `) && line.endsWith(`${RIP2}:${PORT}`)),
    },
  ],
  explanation: {
    en:
      "A new connection of a persistent client asks its template first, and the scheduler, which looks at the weight, only when there " +
      "is none. So weight 0 drains no client that keeps coming back: each connection winds its template up again. With " +
      "expire_quiescent_template = 1 a template whose real server has weight 0 is passed over, and the client is scheduled anew; " +
      "connections that are open still run to their end. The old template runs out in the table, moved out of the way to port 65535.",
    zh:
      "持久客户端的新连接先查模板，没有模板时才询问会看权重的调度算法。所以权重 0 排不空不断回来的客户端：每个连接都让模板重新计时。" +
      "设 expire_quiescent_template = 1 后，真实服务器权重为 0 的模板会被跳过，客户端重新调度；已打开的连接仍会走完。" +
      "旧模板的端口改成 65535，不再被匹配，留在表里等待到期。",
  },
  repair: [
    {
      on: "director",
      run:
        "sysctl -w net.ipv4.vs.expire_quiescent_template=0\n" +
        "ipvsadm -E {SERVICE} -s wrr; ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 1",
    },
  ],
  check: [answeredByBoth],
};

import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";

export const persistence: Experiment = {
  name: "persistence",
  title: { en: "A client that stays where it was", zh: "留在原处的客户端" },
  question: {
    en: "The service gets a persistence of 300 seconds (-p 300). The client asks four times. Who answers?",
    zh: "给虚拟服务加上 300 秒的持久性（-p 300）。客户端请求四次。谁来应答？",
  },
  choices: [
    { en: "{RS1} and {RS2} in turn", zh: "{RS1} 和 {RS2} 轮流" },
    { en: "one real server, all four times", zh: "四次都是同一台真实服务器" },
    { en: "{RS1}: it is the first in the table", zh: "{RS1}：它在表里排第一" },
  ],
  answer: 1,
  change: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr -p 300" }],
  observe: [
    {
      on: "client",
      run: "for i in 1 2 3 4; do curl -s -m 10 {VIP}:{PORT}; done | sort | uniq -c",
      says: { en: "one real server answers all four requests", zh: "同一台真实服务器应答全部四个请求" },
      holds: ({ lines }, { PAGE1, PAGE2 }) =>
        lines.length === 1 && [`4 ${PAGE1}`, `4 ${PAGE2}`].includes(lines[0]?.trim() ?? ""),
    },
    {
      on: "director",
      run: "ipvsadm -lnc | grep ' {CIP}:0 '",
      says: {
        en: "IPVS has a template for the client, with port 0: new connections of {CIP} follow it",
        zh: "IPVS 为客户端保存了一个模板，端口为 0：{CIP} 的新连接都跟随它",
      },
      holds: ({ lines }) => lines.length === 1,
    },
  ],
  explanation: {
    en:
      "The first connection is scheduled as ever, and IPVS keeps a template: client address, service, real server. Each later " +
      "connection of that address follows the template while it lives; each one winds it up again to 300 seconds. What the scheduler " +
      "or the weights would say does not count until it has run out.",
    zh:
      "第一个连接照常调度，同时 IPVS 保存一个模板：客户端地址、服务、真实服务器。模板有效期间，该地址之后的连接都跟随它，" +
      "每个连接又把它重新计时为 300 秒。在它过期之前，调度算法和权重都不起作用。",
  },
  repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }],
  check: [
    {
      ...answeredByBoth,
      says: {
        en: "both real servers answer again: without persistence the template is passed over",
        zh: "两台真实服务器又都应答：没有持久性时不再查模板",
      },
    },
  ],
};

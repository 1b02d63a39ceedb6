import { answeredByBoth, onlySecondAnswers } from "../answered";
import type { Experiment } from "../experiment";

export const stoppedHttpd: Experiment = {
  name: "stopped-httpd",
  title: { en: "A real server whose web server is stopped", zh: "停掉网页服务的真实服务器" },
  question: {
    en: "The web server on {RS1} is stopped; the machine runs on. The client asks twice. What comes?",
    zh: "{RS1} 上的网页服务停了，机器仍在运行。客户端请求两次。会得到什么？",
  },
  choices: [
    { en: "two answers from {RS2}", zh: "{RS2} 的两个应答" },
    { en: "one answer, and one request that hangs", zh: "一个应答，另一个请求一直等待" },
    { en: "one answer, and one that is refused at once", zh: "一个应答，另一个立刻被拒绝" },
  ],
  answer: 2,
  change: [{ on: "rs1", run: "systemctl stop apache2 2> /dev/null" }],
  observe: [
    onlySecondAnswers(7, {
      en: "{RS2} answers, and the other request is refused (curl's exit code 7)",
      zh: "{RS2} 应答，另一个请求被拒绝（curl 退出码 7）",
    }),
    {
      on: "director",
      run: "ipvsadm -ln",
      says: {
        en: "IPVS keeps {RS1} in its table, with its weight",
        zh: "IPVS 的表里仍有 {RS1}，权重不变",
      },
      holds: ({ lines }, { RIP1, PORT }) => lines.some((line) => new RegExp(`-> ${RIP1}:${PORT} +Masq +1 `).test(line)),
    },
  ],
  explanation: {
    en:
      "No process on {RS1} listens, so its kernel answers the SYN with a RST. To the director that is a packet as any other of this " +
      "connection: it rewrites the source to the VIP and forwards it, and the client is refused by the VIP. IPVS does not look " +
      "at what real servers answer; taking a dead one out is the work of keepalived or the like.",
    zh:
      "{RS1} 上没有进程监听，所以它的内核用 RST 回应 SYN。对调度器来说，这和这个连接的其他数据包没有区别：" +
      "它把源地址改成 VIP 再转发，于是客户端看到的是 VIP 拒绝连接。IPVS 不看真实服务器回答了什么；" +
      "把坏掉的服务器摘除是 keepalived 一类程序的工作。",
  },
  repair: [{ on: "rs1", run: "systemctl start apache2 2> /dev/null" }],
  check: [answeredByBoth],
};

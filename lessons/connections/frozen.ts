import { answeredByBoth, onlySecondAnswers } from "../answered";
import type { Experiment } from "../experiment";

export const frozen: Experiment = {
  name: "frozen",
  title: { en: "A web server that is frozen", zh: "卡死的网页服务" },
  question: {
    en: "The processes of {RS1}'s web server are stopped with SIGSTOP: they exist, and do nothing. The client asks twice. What comes?",
    zh: "用 SIGSTOP 停住 {RS1} 上网页服务的进程：进程还在，但什么也不做。客户端请求两次。会得到什么？",
  },
  choices: [
    { en: "two answers from {RS2}: IPVS notices", zh: "{RS2} 的两个应答：IPVS 会察觉" },
    { en: "one answer, and one that is refused at once", zh: "一个应答，另一个立刻被拒绝" },
    { en: "one answer, and one request that can't connect", zh: "一个应答，另一个请求连不上" },
    { en: "one answer, and one request that connects and then hangs", zh: "一个应答，另一个请求连上了，却一直等待" },
  ],
  answer: 3,
  change: [{ on: "rs1", run: "pkill -STOP apache2; ps -C apache2 -o pid,stat,comm" }],
  observe: [
    onlySecondAnswers(28, {
      en: "{RS2} answers, and the other request runs into curl's time-out (exit code 28)",
      zh: "{RS2} 应答，另一个请求等到 curl 超时（退出码 28）",
    }),
    {
      on: "rs1",
      run: "ss -Hnt 'sport = :{PORT}'; ss -Hlnt 'sport = :{PORT}'",
      says: {
        en: "{RS1}'s kernel has the connection and the request in it; no process has taken it from the listening socket",
        zh: "{RS1} 的内核里有这个连接，也收到了请求；但没有进程从监听套接字取走它",
      },
      holds: ({ lines }) =>
        lines.some((line) => /^(CLOSE-WAIT|ESTAB) +[1-9]/.test(line)) &&
        lines.some((line) => /^LISTEN +[1-9]/.test(line)),
    },
    {
      on: "client",
      run: "for i in 1 2; do curl -s -m 2 -o /dev/null -w '%{time_connect} %{http_code}\\n' {VIP}:{PORT}; done",
      says: {
        en: "asked again: both requests connect, one has no answer (HTTP code 000)",
        zh: "再请求两次：两个都能连上，其中一个没有应答（HTTP 码 000）",
      },
      holds: ({ lines }) =>
        lines.length === 2 &&
        lines.every((line) => Number.parseFloat(line) > 0) &&
        lines.filter(unanswered).length === 1,
    },
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
      "{RS1}'s kernel finishes the handshake by itself, for as many connections as the listening socket may hold; the processes are not " +
      "needed for it. So even a check that only connects finds {RS1} healthy. One that asks for a page does not: keepalived's TCP_CHECK " +
      "and HTTP_GET differ in just this. IPVS checks nothing, and half of the requests hang. A whole machine that is frozen would not " +
      "even finish the handshake: that looks as in the experiment gateway.",
    zh:
      "{RS1} 的内核自己就能完成握手，直到监听套接字的队列装满；这不需要进程参与。所以只建立连接的健康检查会认为 {RS1} 正常，" +
      "而请求页面的检查不会：keepalived 的 TCP_CHECK 和 HTTP_GET 的差别正在这里。IPVS 什么也不检查，于是一半的请求一直等待。" +
      "如果整台机器卡死，连握手也完不成：看上去就和 gateway 实验一样。",
  },
  repair: [{ on: "rs1", run: "pkill -CONT apache2" }],
  check: [answeredByBoth],
};

/** curl's HTTP code where no answer came. */
function unanswered(line: string): boolean {
  return line.endsWith(" 000");
}

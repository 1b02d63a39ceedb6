import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";

export const weights: Experiment = {
  name: "weights",
  title: { en: "Weights 3 to 1", zh: "权重 3 比 1" },
  question: {
    en: "{RS1} gets weight 3, {RS2} keeps weight 1; the scheduler is wrr. Of eight requests, how many does {RS1} answer?",
    zh: "{RS1} 的权重改为 3，{RS2} 仍为 1；调度算法是 wrr。八个请求里 {RS1} 应答几个？",
  },
  choices: [
    { en: "four", zh: "四个" },
    { en: "six", zh: "六个" },
    { en: "eight, as long as it is up", zh: "八个，只要它正常" },
    { en: "about six, it varies", zh: "大约六个，每次不同" },
  ],
  answer: 1,
  change: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 3" }],
  observe: [
    {
      on: "client",
      run: "for i in $(seq 8); do curl -s -m 10 {VIP}:{PORT}; done | sort | uniq -c",
      says: { en: "{RS1} answers six of eight requests, {RS2} two", zh: "八个请求中 {RS1} 应答六个，{RS2} 两个" },
      holds: ({ lines }, { PAGE1, PAGE2 }) => {
        const counts = lines.map((line) => line.trim());
        return counts.length === 2 && counts.includes(`6 ${PAGE1}`) && counts.includes(`2 ${PAGE2}`);
      },
    },
  ],
  explanation: {
    en:
      "wrr goes round the table again and again; in a round each real server gets as many connections as its weight. So any four " +
      "requests in a row are three for {RS1} and one for {RS2}. Weights are shares of new connections, not of load: one long " +
      "download counts as much as one short page.",
    zh:
      "wrr 一轮一轮地遍历表；每一轮里各台真实服务器得到与其权重相同数目的连接。因此任意连续四个请求，三个给 {RS1}，一个给 {RS2}。" +
      "权重是新连接的份额，不是负载的份额：一次长时间的下载和一个小页面算得一样多。",
  },
  repair: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 1" }],
  check: [answeredByBoth],
};

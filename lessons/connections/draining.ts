import { answeredByBoth, answeredBySecondAlone } from "../answered";
import { downloadBegins, downloadEndsWhole, putFile, removeFile } from "../download";
import type { Experiment } from "../experiment";

export const draining: Experiment = {
  name: "draining",
  title: { en: "Weight 0 in the middle of a download", zh: "下载途中把权重设为 0" },
  question: {
    en: "A client downloads a large file from {RS1}. In the middle of it, {RS1} gets weight 0. What becomes of the download?",
    zh: "客户端正从 {RS1} 下载一个大文件。途中 {RS1} 的权重设为 0。这次下载会怎样？",
  },
  choices: [
    { en: "it breaks off", zh: "中断" },
    { en: "it goes on from {RS2}", zh: "改由 {RS2} 继续" },
    { en: "it ends whole, from {RS1}", zh: "由 {RS1} 完整传完" },
  ],
  answer: 2,
  change: [putFile],
  observe: [
    downloadBegins,
    {
      on: "director",
      run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 0; ipvsadm -ln",
      says: {
        en: "{RS1} has weight 0 and still one active connection",
        zh: "{RS1} 的权重是 0，仍有一个活动连接",
      },
      holds: ({ output }, { RIP1, PORT }) => new RegExp(`-> ${RIP1}:${PORT} +Masq +0 +1 `).test(output),
    },
    answeredBySecondAlone,
    downloadEndsWhole,
    {
      on: "director",
      run: "ipvsadm -ln",
      says: { en: "{RS1} has no active connection left: it can be taken out", zh: "{RS1} 不再有活动连接：可以摘除了" },
      holds: ({ output }, { RIP1, PORT }) => new RegExp(`-> ${RIP1}:${PORT} +Masq +0 +0 `).test(output),
    },
  ],
  explanation: {
    en:
      "A weight is asked for when a connection is scheduled, at its SYN; at weight 0 the real server gets none. The packets of the " +
      "download find their entry in the connection table, and that names {RS1}; no scheduler is asked. So weight 0 drains a real " +
      "server: wait until ActiveConn is 0, then take it out, and no client notices.",
    zh:
      "只有在调度新连接（SYN 到达）时才看权重；权重为 0 的真实服务器分不到新连接。下载的数据包在连接表里找到自己的表项，" +
      "表项指明 {RS1}，不再询问调度算法。所以权重 0 能让真实服务器排空：等到 ActiveConn 为 0 再摘除它，客户端毫无察觉。",
  },
  repair: [{ on: "director", run: "ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 1" }, removeFile],
  check: [answeredByBoth],
};

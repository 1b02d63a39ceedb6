import { answeredByBoth, answeredBySecondAlone } from "../answered";
import { downloadBegins, downloadEndsWhole, downloadStandsStill, putFile, removeFile } from "../download";
import type { Experiment } from "../experiment";

export const deleted: Experiment = {
  name: "deleted",
  title: { en: "A real server deleted in the middle of a download", zh: "下载途中删除真实服务器" },
  question: {
    en: "A client downloads a large file from {RS1}. In the middle of it, {RS1} is deleted from the service. What becomes of the download?",
    zh: "客户端正从 {RS1} 下载一个大文件。途中把 {RS1} 从虚拟服务里删除。这次下载会怎样？",
  },
  choices: [
    { en: "it ends whole: the connection is known", zh: "完整传完：连接是已知的" },
    { en: "it stands still, without an error", zh: "停住不动，也没有错误" },
    { en: "it breaks off at once, with an error", zh: "立刻出错中断" },
    { en: "it goes on from {RS2}", zh: "改由 {RS2} 继续" },
  ],
  answer: 1,
  change: [
    putFile,
    {
      on: "client",
      run: "sysctl -n net.ipv4.tcp_rmem > /tmp/tcp_rmem; sysctl -w net.ipv4.tcp_rmem='4096 65536 65536'",
    },
  ],
  observe: [
    downloadBegins,
    {
      on: "director",
      run: "ipvsadm -d {SERVICE} -r {RIP1}:{PORT}; ipvsadm -ln; ipvsadm -lnc | grep ESTABLISHED",
      says: {
        en: "{RS1} is gone from the service, but the connection to it is still in the table",
        zh: "虚拟服务里已没有 {RS1}，但通往它的连接仍在连接表里",
      },
      holds: ({ output }, { RIP1, PORT }) => !output.includes(`-> ${RIP1}`) && output.endsWith(`${RIP1}:${PORT}`),
    },
    downloadStandsStill,
    answeredBySecondAlone,
    {
      on: "director",
      run: "ipvsadm -a {SERVICE} -r {RIP1}:{PORT} -m -w 1; ipvsadm -ln",
      says: {
        en: "{RS1} is put back, and the connection counts as its own again",
        zh: "把 {RS1} 加回来，这个连接又算在它名下",
      },
      holds: ({ output }, { RIP1, PORT }) => new RegExp(`-> ${RIP1}:${PORT} +Masq +1 +1 `).test(output),
    },
    {
      ...downloadEndsWhole,
      says: { en: "the download goes on by itself, and ends whole", zh: "下载自己恢复，并完整传完" },
    },
  ],
  explanation: {
    en:
      "The entry of the connection stays, with a destination that is not available. IPVS drops each packet of the client that finds it, " +
      "silently: the client's ACKs no more reach {RS1}, which soon may send no more. When {RS1} is put back in time, IPVS finds " +
      "its old destination again, the next retransmission is acknowledged, and TCP goes on. Hence: first weight 0, then delete. " +
      "(The client's receive buffer was made small here, for what is in it already would still be read for some seconds.)",
    zh:
      "连接的表项还在，只是它的目的服务器不可用了。客户端发来的包只要匹配到它，IPVS 就默默丢弃：客户端的 ACK 再也到不了 {RS1}，" +
      "{RS1} 很快就不能再发送。如果及时把 {RS1} 加回来，IPVS 会找回原来的目的服务器，下一次重传得到确认，TCP 就继续传输。" +
      "所以应当先设权重 0，再删除。（这里把客户端的接收缓冲区调小了，否则其中已有的数据还能再读几秒钟。）",
  },
  repair: [removeFile, { on: "client", run: 'sysctl -w net.ipv4.tcp_rmem="$(cat /tmp/tcp_rmem)"' }],
  check: [answeredByBoth],
};

import { answeredByBoth } from "../answered";
import { downloadBegins, putFile, removeFile } from "../download";
import type { Experiment } from "../experiment";

export const expireNodest: Experiment = {
  name: "expire-nodest",
  title: { en: "Deleted, and the client is told", zh: "删除后让客户端知道" },
  question: {
    en:
      "net.ipv4.vs.expire_nodest_conn is 1. A client downloads a large file from {RS1}; in the middle of it, {RS1} is deleted " +
      "from the service. What becomes of the download?",
    zh: "net.ipv4.vs.expire_nodest_conn 为 1。客户端正从 {RS1} 下载一个大文件，途中把 {RS1} 从虚拟服务里删除。这次下载会怎样？",
  },
  choices: [
    { en: "it stands still, without an error", zh: "停住不动，没有错误" },
    { en: "it breaks off at once, with an error", zh: "立刻出错中断" },
    { en: "it goes on from {RS2}", zh: "改由 {RS2} 继续" },
  ],
  answer: 1,
  change: [putFile, { on: "director", run: "sysctl -w net.ipv4.vs.expire_nodest_conn=1" }],
  observe: [
    downloadBegins,
    {
      on: "director",
      run: "ipvsadm -d {SERVICE} -r {RIP1}:{PORT}; sleep 1; ipvsadm -lnc",
      says: {
        en: "IPVS has no established connection to {RS1} any more: the client's next packet ended the entry",
        zh: "IPVS 里不再有通往 {RS1} 的 ESTABLISHED 连接：客户端的下一个包结束了这个表项",
      },
      holds: ({ lines }, { RIP1, PORT }) =>
        lines.length > 1 && !lines.some((line) => line.includes("ESTABLISHED") && line.endsWith(`${RIP1}:${PORT}`)),
    },
    {
      on: "client",
      run: "for i in $(seq 20); do grep -q code /tmp/big.log && break; sleep 0.5; done; cat /tmp/big.log",
      says: {
        en: "curl has ended: the connection was reset (exit code 56)",
        zh: "curl 已结束：连接被重置（退出码 56）",
      },
      holds: ({ output }) => output.includes("reset by peer") && output.endsWith("exit code 56"),
    },
  ],
  explanation: {
    en:
      "As before, the client's packet finds an entry whose destination is not available. Now IPVS ends the entry at once instead of " +
      "dropping packet after packet. The packet, without an entry and no SYN, goes on to the director's own TCP, which knows no such " +
      "connection and answers with a RST. The client has an error early and can ask again: a new connection goes to {RS2}. " +
      "The price: putting {RS1} back can't save the connection.",
    zh:
      "与之前一样，客户端的包匹配到一个目的服务器不可用的表项。不同的是 IPVS 立刻结束这个表项，而不是一个接一个地丢包。" +
      "这个包没有了表项，又不是 SYN，就到了调度器自己的 TCP；那里不认识这个连接，回应 RST。" +
      "客户端很快得到错误，可以重新请求：新连接会去 {RS2}。代价是：再把 {RS1} 加回来也救不了这个连接。",
  },
  repair: [
    {
      on: "director",
      run: "ipvsadm -a {SERVICE} -r {RIP1}:{PORT} -m -w 1; sysctl -w net.ipv4.vs.expire_nodest_conn=0",
    },
    removeFile,
  ],
  check: [answeredByBoth],
};

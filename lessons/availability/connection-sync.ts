import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { beginDownload, endOfDownload, largeFile, pair, unpair } from "./two-directors";

export const connectionSync: Experiment = {
  name: "connection-sync",
  needs: "backup",
  title: { en: "A download that outlives its director", zh: "比调度器活得更久的下载" },
  question: {
    en:
      "As before, but {DIRECTOR} tells {BACKUP} of its connections: the sync daemon of IPVS. The outer plug of {DIRECTOR} is pulled " +
      "during a download. What becomes of it?",
    zh: "与前面相同，但 {DIRECTOR} 把自己的连接告诉 {BACKUP}：IPVS 的同步守护进程。下载期间拔掉 {DIRECTOR} 的外侧网线。下载会怎样？",
  },
  choices: [
    { en: "it is lost, as before", zh: "和前面一样中断" },
    { en: "it goes on, through {BACKUP}, and is complete", zh: "经由 {BACKUP} 继续，完整结束" },
    { en: "it begins anew", zh: "重新开始" },
  ],
  answer: 1,
  change: [
    ...pair,
    { on: "director", run: "ipvsadm --start-daemon master --mcast-interface eth0" },
    { on: "backup", run: "ipvsadm --start-daemon backup --mcast-interface eth0" },
    ...largeFile,
    beginDownload,
  ],
  observe: [
    {
      on: "backup",
      run: "timeout 20 sh -c 'until ipvsadm -lnc | grep -q ESTABLISHED; do sleep 0.2; done'; ipvsadm -lnc",
      says: {
        en: "{BACKUP} has an entry for the download, though no packet of it has passed there",
        zh: "{BACKUP} 上有这次下载的条目，尽管它的数据包从未经过那里",
      },
      holds: ({ lines }, { CIP }) => lines.some((line) => line.includes(` ESTABLISHED ${CIP}:`)),
    },
    {
      on: "director",
      run: "sysctl net.ipv4.vs.sync_threshold",
      says: {
        en: "a connection is told of after its third packet, and again every fiftieth: sync_threshold",
        zh: "连接在第三个数据包之后发一次，以后每五十个再发：sync_threshold",
      },
      holds: ({ output }) => /sync_threshold = 3\s+50$/.test(output),
    },
    {
      on: "director",
      run: "ip link set eth1 down; sleep 1; ip -br -4 address",
      says: { en: "the plug is pulled; {DIRECTOR} gives up the DIP", zh: "拔掉网线；{DIRECTOR} 放弃 DIP" },
      holds: ({ output }, { DIP }) => !output.includes(` ${DIP}/`),
    },
    {
      on: "client",
      run: endOfDownload,
      says: { en: "the download is complete", zh: "下载完整结束" },
      holds: ({ output }) => output === "8000000 bytes, exit code 0",
    },
  ],
  explanation: {
    en:
      "The master's kernel sends its connections by multicast to the backup's: a new one after its third packet, and again every " +
      "fiftieth. After the failover the backup finds the entry and rewrites on. For client and real server only a few packets were " +
      "lost, and TCP sends these again.",
    zh:
      "主机的内核把连接用组播发给备机的内核：新连接在第三个数据包之后发一次，以后每五十个再发。" +
      "切换之后，备机找到这个条目，接着改写。对客户端和真实服务器来说只是丢了几个数据包，TCP 会重传。",
  },
  repair: [
    { on: "backup", run: "ipvsadm --stop-daemon backup" },
    { on: "director", run: "ipvsadm --stop-daemon master" },
    ...unpair,
  ],
  check: [answeredByBoth],
};

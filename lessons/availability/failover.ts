import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { beginDownload, endOfDownload, largeFile, pair, pullPlug, unpair } from "./two-directors";

export const failover: Experiment = {
  name: "failover",
  needs: "backup",
  title: { en: "A second director takes over", zh: "第二台调度器接管" },
  question: {
    en:
      "keepalived runs on {DIRECTOR} and {BACKUP}, which has the same virtual service. {CLIENT} is downloading when the " +
      "outer plug of {DIRECTOR} is pulled, and that one alone. What is so afterwards?",
    zh:
      "{DIRECTOR} 和 {BACKUP} 都运行 keepalived，{BACKUP} 上有同样的虚拟服务。{CLIENT} 正在下载时，" +
      "{DIRECTOR} 的外侧网线被拔掉，只拔这一根。之后是什么情形？",
  },
  choices: [
    {
      en: "VIP and DIP have moved; new requests are answered, the download goes on",
      zh: "VIP 和 DIP 都移走；新请求得到应答，下载继续",
    },
    {
      en: "VIP and DIP have moved; new requests are answered, the download is lost",
      zh: "VIP 和 DIP 都移走；新请求得到应答，下载中断",
    },
    { en: "the VIP has moved, the DIP not: no reply comes back", zh: "VIP 移走，DIP 没有：应答回不来" },
  ],
  answer: 1,
  change: [...pair, ...largeFile, beginDownload, ...pullPlug],
  observe: [
    {
      on: "backup",
      run: "ip -br -4 address",
      says: { en: "{BACKUP} has VIP and DIP", zh: "{BACKUP} 有了 VIP 和 DIP" },
      holds: ({ output }, { VIP, DIP }) => output.includes(` ${VIP}/`) && output.includes(` ${DIP}/`),
    },
    {
      on: "director",
      run: "ip -br -4 address show dev eth0",
      says: {
        en: "{DIRECTOR} has given up the DIP too, though its inner plug is in",
        zh: "{DIRECTOR} 的内侧网线还在，却也放弃了 DIP",
      },
      holds: ({ output }, { DIP }) => output !== "" && !output.includes(` ${DIP}/`),
    },
    { ...answeredByBoth, says: { en: "both real servers answer new requests", zh: "两台真实服务器都应答新请求" } },
    {
      on: "rs1",
      run: "ip neighbour show {DIP}",
      says: {
        en: "{RS1}'s gateway has the MAC address of {BACKUP}, {BACKUP_MAC}",
        zh: "{RS1} 的网关的 MAC 地址是 {BACKUP} 的，即 {BACKUP_MAC}",
      },
      holds: ({ output }, { BACKUP_MAC }) => output.includes(` lladdr ${BACKUP_MAC} `),
    },
    {
      on: "client",
      run: endOfDownload,
      says: { en: "the download stands still, and curl gives it up", zh: "下载停滞，curl 最终放弃" },
      holds: ({ output }) => /^\d+ bytes, exit code 28$/.test(output), // curl(1): the time-out was reached,
    },
  ],
  explanation: {
    en:
      "Both instances are in one VRRP sync group: where one fails, the other gives up its address too. So the real servers' gateway " +
      "goes where the VIP goes. {BACKUP} announces both with gratuitous ARP. But its IPVS does not know the connections that " +
      "{DIRECTOR} had: packets of the download meet no entry there, and nobody rewrites them.",
    zh:
      "两个实例在同一个 VRRP 同步组里：一个失效，另一个也放弃地址。所以真实服务器的网关总与 VIP 在一起。{BACKUP} 用免费 ARP " +
      "通告这两个地址。但它的 IPVS 不知道 {DIRECTOR} 上原有的连接：下载的数据包在那里找不到条目，没有谁来改写它们。",
  },
  repair: unpair,
  check: [answeredByBoth],
};

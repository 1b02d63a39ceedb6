import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { floodSize, floods, removeFlood, writeFlood } from "../flood";

export const synFlood: Experiment = {
  name: "syn-flood",
  title: { en: "A flood of SYNs, and entries dropped at random", zh: "SYN 洪水与随机丢弃表项" },
  question: {
    en: `${floodSize} SYNs come from an address that no machine has; no handshake is ever finished. What is in {DIRECTOR}'s table?`,
    zh: `从没有机器使用的地址来了 ${floodSize} 个 SYN，没有一次握手会完成。{DIRECTOR} 的连接表里有什么？`,
  },
  choices: [
    { en: "nothing: an entry is made when the handshake is finished", zh: "什么也没有：握手完成后才建立表项" },
    { en: `${floodSize} entries in SYN_RECV, for a minute each`, zh: `${floodSize} 个 SYN_RECV 表项，各保留一分钟` },
    { en: "one entry: all are from one address", zh: "一个表项：都来自同一个地址" },
  ],
  answer: 1,
  change: [writeFlood],
  observe: [
    floods,
    {
      on: "director",
      run: "for i in 1 2; do sleep 1; ipvsadm -lnc | grep -c SYN_RECV; done; ipvsadm -lnc | grep SYN_RECV | head -n 3",
      says: {
        en: "an entry for each SYN, in SYN_RECV, with less than a minute to go",
        zh: "每个 SYN 一个表项，处于 SYN_RECV，剩余不到一分钟",
      },
      holds: ({ lines: [once, again, ...some] }) =>
        Number(once) >= floodSize && once === again && some.every((line) => / 00:\d\d +SYN_RECV /.test(line)),
    },
    {
      on: "director",
      run: "sysctl -w net.ipv4.vs.drop_entry=3; for i in 1 2 3 4 5; do sleep 1; ipvsadm -lnc | grep -c SYN_RECV; done",
      says: {
        en: "with drop_entry = 3 there are fewer each second, long before their minute is over",
        zh: "设 drop_entry = 3 后，每秒都在减少，远早于一分钟到期",
      },
      holds: ({ lines: [, ...counts] }) => {
        const [first, last] = [Number(counts[0]), Number(counts.at(-1))];
        return counts.length === 5 && last < first && last < 0.95 * floodSize;
      },
    },
    {
      ...answeredByBoth,
      says: {
        en: "the client with its own address is answered, while entries of the flood are there",
        zh: "洪水的表项还在时，使用自己地址的客户端能得到应答",
      },
    },
  ],
  explanation: {
    en:
      "IPVS must remember where it sent a SYN, so each one costs an entry, and memory, before anything is known of the client. With " +
      "drop_entry on, the kernel looks at a thirty-second of the table's lists each second, chosen at random, and drops the half-open " +
      "entries in them; an honest client whose entry is lost sends its SYN again. 3 is always on, 1 is when less than amemthresh pages of memory " +
      "are free. This flood stands for one that fills the memory: a thousand SYNs do no harm.",
    zh:
      "IPVS 必须记住把 SYN 发给了谁，所以在还不了解客户端时，每个 SYN 就要占一个表项和一份内存。打开 drop_entry 后，" +
      "内核每秒随机检查连接表三十二分之一的链，丢弃其中半开的表项；正常客户端若丢了表项，会重发 SYN。" +
      "3 表示一直打开，1 表示空闲内存少于 amemthresh 页时打开。这里的洪水只是代表会耗尽内存的攻击：一千个 SYN 没有危害。",
  },
  repair: [{ on: "director", run: "sysctl -w net.ipv4.vs.drop_entry=0" }, removeFlood],
  check: [answeredByBoth],
};

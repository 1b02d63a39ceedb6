import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { addNeighbours, askAsNeighbours, removeNeighbours } from "./neighbours";
import { tally } from "./tally";

const askAll = `(${askAsNeighbours}) | sort | uniq -c`;

export const destinationHashing: Experiment = {
  name: "destination-hashing",
  title: { en: "Destination hashing: all to one", zh: "目的地址散列：全部给一台" },
  question: {
    en: "The scheduler becomes dh, destination hashing. Sixteen clients ask for the same VIP. Who answers?",
    zh: "调度算法改为 dh，即目的地址散列。十六个客户端请求同一个 VIP。谁来应答？",
  },
  choices: [
    { en: "{RS1} and {RS2}, eight each", zh: "{RS1} 和 {RS2} 各八个" },
    { en: "both, but each client always the same", zh: "两台都有，但每个客户端总是遇到同一台" },
    { en: "one real server answers all sixteen", zh: "同一台真实服务器应答全部十六个" },
  ],
  answer: 2,
  change: [addNeighbours, { on: "director", run: "ipvsadm -E {SERVICE} -s dh" }],
  observe: [
    {
      on: "client",
      run: askAll,
      says: { en: "one real server answers all sixteen clients", zh: "同一台真实服务器应答全部十六个客户端" },
      holds: (seen, { PAGE1, PAGE2 }) => [tally(seen)[PAGE1], tally(seen)[PAGE2]].includes(16),
    },
    {
      on: "director",
      run: "ipvsadm -E {SERVICE} -s sh; ipvsadm -ln",
      says: { en: "for comparison, sh: the source address counts", zh: "作为对比改为 sh：看源地址" },
      holds: ({ output }) => output.includes(" sh"),
    },
    {
      on: "client",
      run: askAll,
      says: { en: "the same clients spread over both", zh: "同样的客户端分布到两台" },
      holds: (seen, { PAGE1, PAGE2 }) => {
        const { [PAGE1]: one = 0, [PAGE2]: two = 0 } = tally(seen);
        return one > 0 && two > 0 && one + two === 16;
      },
    },
  ],
  explanation: {
    en:
      "dh looks at the destination address alone, and in NAT mode that is the VIP: the same hash for every request, so the same real " +
      "server. It is made for a director that stands before a set of caches and takes packets to many destinations, by a firewall " +
      "mark: each destination then has a cache of its own.",
    zh:
      "dh 只看目的地址，而在 NAT 模式里目的地址就是 VIP：每个请求的散列值都一样，于是总是同一台真实服务器。" +
      "它适用于站在一组缓存前面、用防火墙标记接收发往许多目的地的数据包的调度器：这样每个目的地有自己固定的缓存。",
  },
  repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }, removeNeighbours],
  check: [answeredByBoth],
};

import { answeredByBoth } from "../answered";
import type { CommandObservation, Experiment } from "../experiment";
import type { Text } from "../text";
import { addNeighbours, askAsNeighbours, removeNeighbours } from "./neighbours";
import { tally } from "./tally";

/** A third real server, on whose port nobody listens. */
const third = "{RIP1}:8080";
const addThird = `ipvsadm -a {SERVICE} -r ${third} -m`;
const removeThird = `ipvsadm -d {SERVICE} -r ${third}`;

/** All ask while the third is in the table, and who answers is kept. */
const askBefore = `(${askAsNeighbours}) > /run/before; sort /run/before | uniq -c`;

/** All ask again without it. A line is who answered before, who does now, and how many addresses that is so for. */
function askAfter(says: Text, holds: (moved: number) => boolean): CommandObservation {
  return {
    on: "client",
    run: `(${askAsNeighbours}) > /run/after; paste -d '>' /run/before /run/after | sort | uniq -c`,
    says,
    holds: (seen) => {
      const seats = Object.entries(tally(seen)).map(([pair, count]) => ({ pair: pair.split(">"), count }));
      const count = (some: typeof seats) => some.reduce((total, { count }) => total + count, 0);
      const kept = seats.filter(({ pair: [before] }) => before !== "nothing");
      const moved = kept.filter(({ pair: [before, after] }) => before !== after);
      return count(seats) === 16 && count(kept) < 16 && holds(count(moved));
    },
  };
}

export const maglevHashing: Experiment = {
  name: "maglev-hashing",
  title: { en: "Maglev hashing: one server less, who moves?", zh: "Maglev 散列：少一台服务器，谁会换？" },
  question: {
    en:
      "Sixteen clients are spread by hash over three real servers; one of the three is taken away. Its clients must move. " +
      "Which of the others move too, under sh (source hashing) and under mh (Maglev hashing)?",
    zh:
      "十六个客户端按散列分布在三台真实服务器上；去掉其中一台。它的客户端必须换。" +
      "在 sh（源地址散列）和 mh（Maglev 散列）下，其余的客户端谁也会换？",
  },
  choices: [
    { en: "under both none: their servers are still there", zh: "两种都不会：它们的服务器还在" },
    { en: "under sh several, under mh none or few", zh: "sh 下有好几个，mh 下没有或很少" },
    { en: "under both several: the table is computed anew", zh: "两种都有好几个：表要重新计算" },
  ],
  answer: 1,
  change: [
    { on: "director", run: `ipvsadm -E {SERVICE} -s sh; ${addThird}` },
    addNeighbours,
    { on: "client", run: askBefore },
    { on: "director", run: removeThird },
  ],
  observe: [
    askAfter(
      {
        en: "under sh, several change servers though theirs is still there",
        zh: "sh 下，有好几个客户端的服务器明明还在，却换了服务器",
      },
      (moved) => moved >= 3,
    ),
    {
      on: "director",
      run: `ipvsadm -E {SERVICE} -s mh; ${addThird}; ipvsadm -ln`,
      says: { en: "now the same with mh", zh: "现在用 mh 重做一遍" },
      holds: ({ output }) => output.includes(" mh"),
    },
    {
      on: "client",
      run: askBefore,
      says: {
        en: "all three get clients; nothing comes from the third, where nobody listens",
        zh: "三台都分到客户端；第三台没有进程监听，所以没有应答",
      },
      holds: (seen, { PAGE1, PAGE2 }) => [PAGE1, PAGE2, "nothing"].every((line) => (tally(seen)[line] ?? 0) > 0),
    },
    {
      on: "director",
      run: `${removeThird}; ipvsadm -ln`,
      says: { en: "the third is gone again", zh: "第三台又被去掉" },
      holds: ({ output }) => !output.includes(":8080"),
    },
    askAfter(
      {
        en: "under mh, at most one whose server is still there has changed servers",
        zh: "mh 下，服务器还在的客户端中最多一个换了服务器",
      },
      (moved) => moved <= 1,
    ),
  ],
  explanation: {
    en:
      "sh deals its 256 places to the real servers in turn. One fewer, and the dealing gives nearly every place to another. mh fills " +
      "its table by Maglev's method: each real server has an order of its own in which it takes places, so a place whose owner stays " +
      "mostly stays with it. That matters where directors share no state, or where a server holds something for its clients: a " +
      "cache, a session. By ipvsadm(8), its flags mh-port and mh-fallback mean what sh-port and sh-fallback do.",
    zh:
      "sh 把 256 个格子轮流分给各台真实服务器。少了一台，轮流的结果几乎全变了。mh 按 Maglev 的方法填表：每台真实服务器有自己的" +
      "占格顺序，所以主人还在的格子大多仍归原主。当几台调度器不共享状态，或者服务器为客户端保存着缓存、会话时，这一点很重要。" +
      "按 ipvsadm(8)，它的 mh-port 和 mh-fallback 与 sh-port 和 sh-fallback 含义相同。",
  },
  repair: [{ on: "director", run: "ipvsadm -E {SERVICE} -s wrr" }, removeNeighbours],
  check: [answeredByBoth],
};

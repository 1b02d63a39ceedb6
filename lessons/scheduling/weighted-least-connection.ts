import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { active, againUnder, disconnected, repairStaying, stayConnected } from "./staying";

const connected = stayConnected(4, { en: "four connections are made, and stay", zh: "建立四个连接并保持" });

export const weightedLeastConnection: Experiment = {
  name: "weighted-least-connection",
  title: { en: "Least connection, by weight", zh: "按权重的最少连接" },
  question: {
    en:
      "{RS1} has weight 3, {RS2} weight 1, and nobody is connected. Four connections come one after the other, and stay. How many of " +
      "them has {RS1}, under lc and under wlc?",
    zh: "{RS1} 权重 3，{RS2} 权重 1，此时没有连接。四个连接先后到来并保持着。在 lc 和 wlc 下，{RS1} 各有几个？",
  },
  choices: [
    { en: "two under both: all are equally open", zh: "两种都是两个：打开的程度相同" },
    { en: "three under both: that is what a weight is for", zh: "两种都是三个：权重就是为此" },
    { en: "two under lc, three under wlc", zh: "lc 下两个，wlc 下三个" },
    { en: "two under lc, all four under wlc", zh: "lc 下两个，wlc 下四个全部" },
  ],
  answer: 2,
  change: [{ on: "director", run: "ipvsadm -E {SERVICE} -s lc; ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 3" }],
  observe: [
    connected,
    active({ en: "under lc each has two: the weight is not asked for", zh: "lc 下每台两个：不看权重" }, 2, 2),
    disconnected,
    againUnder("wlc"),
    connected,
    active({ en: "under wlc {RS1} has three, {RS2} one", zh: "wlc 下 {RS1} 三个，{RS2} 一个" }, 3, 1),
  ],
  explanation: {
    en:
      "Both count 256 for an active connection and 1 for an inactive one, and take the smallest. lc takes the number as it is; a weight " +
      "matters to it only where it is 0. wlc divides it by the weight: with two connections {RS1} has 512 ÷ 3, {RS2} with one " +
      "256 ÷ 1, so the fourth goes to {RS1}. It is the default of ipvsadm.",
    zh:
      "两者都把活动连接算 256、非活动连接算 1，取最小的。lc 直接用这个数；只有权重为 0 时它才看权重。" +
      "wlc 再除以权重：{RS1} 有两个连接时是 512 ÷ 3，{RS2} 有一个时是 256 ÷ 1，所以第四个给 {RS1}。它是 ipvsadm 的默认算法。",
  },
  repair: repairStaying,
  check: [answeredByBoth],
};

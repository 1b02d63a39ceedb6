import { answeredByBoth } from "../answered";
import type { Experiment } from "../experiment";
import { active, againUnder, disconnected, repairStaying, stayConnected } from "./staying";

const connected = stayConnected(2, { en: "two connections are made, and stay", zh: "建立两个连接并保持" });

export const shortestDelay: Experiment = {
  name: "shortest-delay",
  title: { en: "Shortest expected delay, or never queue", zh: "最短期望延迟，或永不排队" },
  question: {
    en:
      "{RS1} has weight 3, {RS2} weight 1, and nobody is connected. Two connections come and stay. " +
      "Who gets the second, under sed (shortest expected delay) and under nq (never queue)?",
    zh:
      "{RS1} 权重 3，{RS2} 权重 1，此时没有连接。来了两个连接并保持着。" +
      "在 sed（最短期望延迟）和 nq（永不排队）下，第二个连接给谁？",
  },
  choices: [
    { en: "{RS2} under both: it is idle", zh: "两种都给 {RS2}：它空闲" },
    { en: "{RS1} under both: it is the stronger", zh: "两种都给 {RS1}：它更强" },
    { en: "{RS1} under sed, {RS2} under nq", zh: "sed 给 {RS1}，nq 给 {RS2}" },
  ],
  answer: 2,
  change: [{ on: "director", run: "ipvsadm -E {SERVICE} -s sed; ipvsadm -e {SERVICE} -r {RIP1}:{PORT} -m -w 3" }],
  observe: [
    connected,
    active({ en: "under sed {RS1} has both, {RS2} is idle", zh: "sed 下 {RS1} 两个都有，{RS2} 空闲" }, 2, 0),
    disconnected,
    againUnder("nq"),
    connected,
    active({ en: "under nq each has one", zh: "nq 下每台各一个" }, 1, 1),
  ],
  explanation: {
    en:
      "sed asks what it would be with the new connection: (active + 1) ÷ weight. {RS1} with a second one has 2 ÷ 3, {RS2} with " +
      "its first 1 ÷ 1, so {RS1} gets it. nq does the same, but first looks for a real server without any active connection: nobody " +
      "waits while one is idle. wlc divides what there is now, without the 1.",
    zh:
      "sed 计算的是加上新连接之后的情形：（活动连接数 + 1）÷ 权重。{RS1} 有第二个时是 2 ÷ 3，{RS2} 有第一个时是 1 ÷ 1，" +
      "所以给 {RS1}。nq 相同，只是先找没有任何活动连接的真实服务器：有空闲的就不让人排队。wlc 除的是现有的连接数，不加 1。",
  },
  repair: repairStaying,
  check: [answeredByBoth],
};

import type { Text } from "../../lessons/text";

/** What the commands of an exam say beside the texts of its faults. */
export const words = {
  hint: { en: "Hint", zh: "提示" },
  allMended: {
    en: "Every fault is mended; ./lab grade ends the exam.",
    zh: "所有故障都已修复；./lab grade 结束考试。",
  },
  noMoreHints: { en: "There are no more hints.", zh: "没有更多提示了。" },
  fault: { en: "fault", zh: "故障" },
  mended: { en: "mended", zh: "已修复" },
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
  hints: { en: "hints", zh: "提示" },
  points: { en: "points", zh: "得分" },
  sum: { en: "sum", zh: "合计" },
  time: { en: "time", zh: "用时" },
  evidence: { en: "Evidence", zh: "证据" },
  over: {
    en: "The exam is over; ./lab reset returns the lab to where it was verified.",
    zh: "考试结束；./lab reset 让实验环境回到验证通过时的状态。",
  },
} as const satisfies Record<string, Text>;

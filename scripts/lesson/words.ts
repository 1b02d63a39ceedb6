import type { Text } from "../../lessons/text";

/** What `./lab lesson` says beside the texts of the lessons. */
export const words = {
  predict: { en: "Predict first", zh: "先预测" },
  change: { en: "Break it", zh: "破坏" },
  observe: { en: "Observe", zh: "观察" },
  why: { en: "Why", zh: "为什么" },
  repair: { en: "Repair", zh: "修复" },
  check: { en: "Check", zh: "检查" },
  pick: {
    en: "Your prediction, a number or in your own words (Enter to pass): ",
    zh: "你的预测，序号或自己的话（直接回车跳过）：",
  },
  goOn: { en: "Enter to go on ", zh: "回车继续 " },
  right: { en: "You predicted it.", zh: "预测正确。" },
  notRight: { en: "You predicted something else. What is so:", zh: "你的预测不同。正确的是：" },
  answer: { en: "The answer:", zh: "答案：" },
  said: { en: "You said, compare it:", zh: "你说的是，请比较：" },
  noChoice: { en: "There is no such choice; a number of", zh: "没有这个选项；请用序号" },
  another: { en: " (in examples/two-directors.ts)", zh: "（用 examples/two-directors.ts）" },
  asDeclared: {
    en: "nothing in the guests differs from the declaration",
    zh: "所有虚拟机都与声明一致",
  },
  differs: { en: "this differs from the declaration:", zh: "与声明不一致的有：" },
} as const satisfies Record<string, Text>;

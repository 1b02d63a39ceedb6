import type { ServiceDescription } from "../../constructs/lab-description";
import { type Check, same } from "./check";

/** Whether the real servers must answer in turn: round robin, equal shares, and each connection scheduled by itself. */
export function alternates({ scheduler, persistence, realServers }: ServiceDescription): boolean {
  const weights = new Set(realServers.map(({ weight }) => weight).filter((weight) => weight > 0));
  return ["rr", "wrr"].includes(scheduler) && !persistence && weights.size === 1;
}

/**
 * Judges the answers of requests made one after the other under round robin: in any run of as many requests as there
 * are real servers each answers once, so the order repeats, wherever it starts.
 *
 * @param pages the pages of the real servers
 */
export function judgeRoundRobin(pages: readonly string[], answers: readonly string[]): Check {
  const statement = "the answers alternate between the real servers";
  const first = answers.slice(0, pages.length);
  const complete = pages.every((page) => first.includes(page));
  const order = complete ? first : pages;
  const expected = answers.map((_, index) => order[index % order.length] ?? "");
  if (answers.length === 0) return same(statement, order.join(", "), "no answer");
  return same(statement, expected.join(", "), answers.join(", "));
}

/** Judges answers under persistence: all of them come from one of the service's real servers. */
export function judgeSameServer(pages: readonly string[], answers: readonly string[]): Check {
  const [first = ""] = answers;
  return {
    statement: "all answers come from one real server",
    expected: `${pages.join(" or ")}, each time the same`,
    seen: answers.join(", ") || "no answer",
    holds: pages.includes(first) && answers.every((answer) => answer === first),
  };
}

/** Judges answers under any other scheduler: all of them come from the service's real servers. */
export function judgeAnswers(pages: readonly string[], answers: readonly string[]): Check {
  const strangers = answers.filter((answer) => !pages.includes(answer));
  return {
    statement: "each answer is a real server's page",
    expected: pages.join(" or "),
    seen: answers.join(", "),
    holds: strangers.length === 0 && answers.length > 0,
  };
}

import { type Check, same } from "./check";

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

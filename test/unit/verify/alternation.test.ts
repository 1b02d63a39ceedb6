import { judgeAnswers, judgeRoundRobin } from "../../../scripts/verify/alternation";

const pages = ["one", "two", "three"];

describe("round robin", () => {
  test.each([
    [["one", "two", "three", "one", "two", "three"]],
    [["three", "one", "two", "three", "one", "two"]],
    [["two", "one", "three", "two", "one", "three"]],
  ])("holds wherever it starts: %j", (answers) => {
    expect(judgeRoundRobin(pages, answers).holds).toBe(true);
  });

  test.each([
    ["an answer twice in a row", ["one", "one", "two", "three", "one", "two"]],
    ["an order that changes", ["one", "two", "three", "two", "one", "three"]],
    ["a server that never answers", ["one", "two", "one", "two", "one", "two"]],
    ["an error instead of a page", ["one", "two", "curl: (28) timed out"]],
    ["no answer", []],
  ])("fails for %s", (_, answers) => {
    expect(judgeRoundRobin(pages, answers).holds).toBe(false);
  });
});

describe("other schedulers", () => {
  test("any of the pages will do", () => {
    expect(judgeAnswers(pages, ["one", "one", "three"]).holds).toBe(true);
  });

  test.each([[["one", "four"]], [[]]])("fails for %j", (answers) => {
    expect(judgeAnswers(pages, answers).holds).toBe(false);
  });
});

import { alternates, judgeAnswers, judgeRoundRobin, judgeSameServer } from "../../../scripts/verify/alternation";
import { service } from "../constructs/tutorial-lab";

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

describe("persistence", () => {
  test("one real server answers", () => {
    expect(judgeSameServer(pages, ["two", "two"]).holds).toBe(true);
  });

  test.each([[["one", "two"]], [["four", "four"]], [[]]])("fails for %j", (answers) => {
    expect(judgeSameServer(pages, answers).holds).toBe(false);
  });
});

describe("answers must alternate", () => {
  const realServers = service().realServers;

  test("under rr and wrr with equal weights, whatever real server has weight 0", () => {
    expect(alternates(service({ scheduler: "rr" }))).toBe(true);
    expect(alternates(service())).toBe(true);
    expect(alternates(service({ realServers: [...realServers, { ...servers(1), weight: 0 }] }))).toBe(true);
  });

  test("but not with other weights, another scheduler or persistence", () => {
    expect(alternates(service({ realServers: [...realServers, { ...servers(1), weight: 3 }] }))).toBe(false);
    expect(alternates(service({ scheduler: "wlc" }))).toBe(false);
    expect(alternates(service({ persistence: { timeoutSeconds: 300, netmask: "255.255.255.255" } }))).toBe(false);
  });

  function servers(weight: number) {
    return { name: "rs3", rip: "10.0.0.27", port: 80, weight };
  }
});

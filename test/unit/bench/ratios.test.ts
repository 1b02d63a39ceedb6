import { hold, results, spread } from "../../../bench/ratios";
import type { Round } from "../../../bench/rounds";
import type { Row } from "../../../bench/rows";

const down: Row = { title: "lab down", of: "lab down", against: "floor", bound: 0.02, unit: "s" };

function round(measurements: Record<string, number>, failures: Record<string, string> = {}): Round {
  return { measurements, failures };
}

test("each round has its own ratio, and the median is held against the bound", () => {
  const [result] = results(
    [down],
    [
      round({ floor: 200, "lab down": 2 }),
      round({ floor: 100, "lab down": 3 }),
      round({ floor: 100, "lab down": 1.5 }),
    ],
  );
  expect(result).toMatchObject({
    value: 2,
    ratio: { median: 0.015, min: 0.01, max: 0.03, rounds: 3 },
    holds: true,
  });
});

test("a median beyond the bound does not hold", () => {
  expect(results([down], [round({ floor: 100, "lab down": 2.1 })])[0]?.holds).toBe(false);
});

test("without the floor there is a number, and neither a ratio nor a verdict", () => {
  const [result] = results([down], [round({ "lab down": 2 })]);
  expect(result).toMatchObject({ value: 2 });
  expect(result?.ratio).toBeUndefined();
  expect(result?.holds).toBeUndefined();
});

test("what is compared with nothing is held against the bound itself", () => {
  const memory: Row = { title: "memory", of: "lab memory", bound: 1536, unit: "MiB" };
  expect(results([memory], [round({ "lab memory": 1600 })])[0]).toMatchObject({ value: 1600, holds: false });
});

test("a failure is a row that says so, what was not measured is none", () => {
  const kcli: Row = { title: "kcli", of: "kcli", against: "floor", unit: "s" };
  const found = results([down, kcli], [round({ floor: 100 }, { kcli: "kcli: no round robin in 600 s" })]);
  expect(found).toMatchObject([{ title: "kcli", failure: "kcli: no round robin in 600 s" }]);
});

test.each([
  { values: [3, 1, 2], median: 2 },
  { values: [4, 1, 2, 3], median: 2.5 },
  { values: [7], median: 7 },
])("the median of $values is $median", ({ values, median }) => {
  expect(spread(values)?.median).toBe(median);
});

test("nothing has no spread", () => {
  expect(spread([])).toBeUndefined();
});

test("a subject that did not get to its end breaks it all, whatever it measured before", () => {
  const whole = [round({ floor: 100, "lab down": 1 })];
  const broken = [round({ floor: 100, "lab down": 1 }, { "lab up, first": "no reset" })];

  expect(hold(results([down], whole), whole)).toBe(true);
  expect(hold(results([down], broken), broken)).toBe(false);
  const slow = [round({ floor: 100, "lab down": 5 })];
  expect(hold(results([down], slow), slow)).toBe(false);
});

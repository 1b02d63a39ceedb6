import { resultTable } from "../../../bench/table";

test("shows measurement, ratio, spread and bound", () => {
  const text = resultTable(
    [
      {
        ...{ title: "lab down", of: "lab down", against: "floor", bound: 0.02, unit: "s", holds: true },
        ...{ value: 2, ratio: { median: 0.015, min: 0.01, max: 0.03, rounds: 3 } },
      },
      {
        title: "disk of a lab",
        of: "lab disk",
        bound: 150,
        unit: "MiB",
        holds: false,
        value: 170.2,
        ratio: spread(170.2),
      },
      { title: "kcli", of: "kcli", against: "floor", unit: "s", failure: "kcli … ended with exit code 1:\n  no pool" },
    ],
    [{ measurements: {}, failures: { kcli: "no pool" } }],
  );
  expect(text.split("\n").map((line) => line.split(/\s{2,}/))).toEqual([
    ["", "median", "ratio", "min–max", "bound"],
    ["lab down", "2.00 s", "0.015", "0.010–0.030", "≤ 0.02", "✓"],
    ["disk of a lab", "170 MiB", "≤ 150 MiB", "✗"],
    ["kcli", "failed: kcli … ended with exit code 1:"],
    ["round 1: kcli failed: no pool"],
  ]);
});

function spread(value: number) {
  return { median: value, min: value, max: value, rounds: 1 };
}

import { readFileSync } from "node:fs";
import path from "node:path";
import { advisoriesOf, withoutReason } from "../advisories";

const advisory = {
  source: 1,
  name: "deep",
  title: "Prototype pollution",
  url: "https://github.com/advisories/GHSA-1111-2222-3333",
  severity: "high",
};

test("each advisory is listed once, by the package that has it", () => {
  const report = {
    auditReportVersion: 2,
    vulnerabilities: {
      deep: { via: [advisory] },
      middle: { via: ["deep"] },
      other: { via: [advisory, { ...advisory, name: "a", url: "https://github.com/advisories/GHSA-0000-0000-0000" }] },
    },
  };

  expect(advisoriesOf(JSON.stringify(report))).toEqual([
    { id: "GHSA-0000-0000-0000", name: "a", severity: "high", title: "Prototype pollution" },
    { id: "GHSA-1111-2222-3333", name: "deep", severity: "high", title: "Prototype pollution" },
  ]);
});

test("one without a reason is left, and ends a change: the audit comes first", () => {
  const found = ["GHSA-1", "GHSA-2"].map((id) => ({ id, name: "x", severity: "low", title: "y" }));
  const steps = readFileSync(path.resolve(__dirname, "../../.ci/run"), "utf8").split("\n");

  expect(withoutReason(found, { "GHSA-1": "not reached" }).map(({ id }) => id)).toEqual(["GHSA-2"]);
  expect(steps).toContain("npm run --silent audit");
  expect(steps).toContain("set -eu");
});

test("a clean report is not taken for none", () => {
  expect(advisoriesOf(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }))).toEqual([]);
  expect(advisoriesOf(JSON.stringify({ message: "405 Method Not Allowed", error: {} }))).toBeUndefined();
  expect(advisoriesOf("")).toBeUndefined();
});

import { bothAnswer, symptomOf } from "../../../lessons/fault";
import { faults } from "../../../lessons/faults";
import { fill } from "../../../scripts/lesson/fill";
import { complete, values } from "./complete";

test.each(faults.map((one) => [one.name, one] as const))("%s is complete in both languages", (_, fault) => {
  for (const text of [fault.title, fault.healthy.says, ...fault.hints]) complete(text);
  for (const { run } of [...fault.break, fault.healthy, ...fault.repair])
    expect(fill(run, values)).not.toMatch(/\{[A-Z]/);
  expect(fault.hints.length).toBeGreaterThanOrEqual(2);
  expect(fault.break.length).toBeGreaterThan(0);
  expect(fault.repair.length).toBeGreaterThan(0);
});

test("there are at least 15 faults, each with a name of its own", () => {
  const names = faults.map(({ name }) => name);

  expect(names.length).toBeGreaterThanOrEqual(15);
  expect(new Set(names).size).toBe(names.length);
});

test("what the client sees is complete in both languages", () => {
  complete(bothAnswer.says);
});

test.each([
  [["two", "one"], 0, undefined],
  [["one", "one"], 0, "one page"],
  [["two", "curl: (28) Connection timed out after 2001 milliseconds"], 28, "waits"],
  [["curl: (7) Failed to connect"], 7, "refused"],
] as const)("two requests that come to %j with exit code %i are seen as %s", (lines, exitCode, symptom) => {
  const seen = { lines, exitCode, output: lines.join("\n") };

  expect(symptomOf(seen, values)).toBe(symptom);
  expect(bothAnswer.holds(seen, values)).toBe(symptom === undefined);
});

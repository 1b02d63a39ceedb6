import { type JestReport, readReport } from "../../../scripts/suite/jest-report";

const file = (message: string, assertionResults: JestReport["testResults"][0]["assertionResults"]) => ({
  name: "lab.test.ts",
  message,
  assertionResults,
});

test("failed tests are counted, and told with the beginning of their message without colours", () => {
  const message = ["\u001b[31mexpected 1\u001b[39m", ...Array.from({ length: 40 }, (_, line) => `line ${line}`)];
  const result = readReport("unit", {
    numPassedTests: 1,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 0,
    testResults: [
      file("all of it", [
        { status: "passed", fullName: "works" },
        { status: "failed", fullName: "breaks", failureMessages: [message.join("\n")] },
      ]),
    ],
  });
  expect(result).toMatchObject({ name: "unit", passed: 1, failed: 1 });
  expect(result.failures).toHaveLength(1);
  expect(result.failures[0]).toMatch(/^breaks\n {4}expected 1\n {4}line 0\n/);
  expect(result.failures[0]).toMatch(/\n {4}line 23\n {4}…$/);
});

test("tests that were skipped are named", () => {
  const result = readReport("unit", {
    numPassedTests: 1,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [
      file("", [
        { status: "passed", fullName: "works" },
        { status: "pending", fullName: "came too late" },
      ]),
    ],
  });
  expect(result).toMatchObject({ passed: 1, failed: 0, notRun: ["came too late"] });
});

test("a file that did not start is a failure with its name", () => {
  const result = readReport("unit", {
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 1,
    testResults: [file("Cannot find module", [])],
  });
  expect(result).toMatchObject({ passed: 0, failed: 1, failures: ["lab.test.ts\n    Cannot find module"] });
});

test("a runner that leaves no report has failed", () => {
  expect(readReport("unit", undefined)).toMatchObject({ passed: 0, failed: 1 });
});

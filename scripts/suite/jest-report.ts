import { stripVTControlCharacters } from "node:util";

/** The parts of Jest's JSON report that are read here: https://jestjs.io/docs/cli#--outputfilefilename */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Test files that did not even start. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    /** The test file. */
    readonly name: string;
    /** What its failures have to say, all of them. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** What one run of tests came to. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Each failed test with the beginning of what it says, so that the end of a long output tells it once more. */
  readonly failures: readonly string[];
  /** The names of those that were skipped: nothing here to try them on, not for this user, or no time left. */
  readonly notRun: readonly string[];
}

/** As many lines of a failure as tell what was expected and what came; the whole of it is further up in the output. */
const linesOfFailure = 25;

/** Counts a report, and names its failures. Without a report the runner itself has failed, which is one failure. */
export function readReport(name: string, report: JestReport | undefined): SuiteResult {
  if (report === undefined) {
    return { name, passed: 0, failed: 1, failures: ["the tests' runner ended without a report"], notRun: [] };
  }
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    const ran = file.assertionResults.length > 0;
    if (!ran && file.message !== "") return [`${file.name}\n${beginning(file.message)}`];
    return failed.map((one) => `${one.fullName}\n${beginning((one.failureMessages ?? []).join("\n"))}`);
  });
  const skipped = report.testResults.flatMap((file) =>
    file.assertionResults.filter(({ status }) => status === "pending"),
  );
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites } = report;
  return {
    name,
    passed,
    failed: numFailedTests + numRuntimeErrorTestSuites,
    failures,
    notRun: skipped.map(({ fullName }) => fullName),
  };
}

function beginning(message: string): string {
  const lines = stripVTControlCharacters(message).trimEnd().split("\n");
  const shown = lines.slice(0, linesOfFailure).map((line) => `    ${line.slice(0, 300)}`);
  return [...shown, ...(lines.length > linesOfFailure ? ["    …"] : [])].join("\n");
}

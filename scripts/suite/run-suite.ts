import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { readJson } from "../run/json-file";
import { signalGroup } from "../run/process";
import { run } from "../run/run";
import type { Actor } from "./actor";
import { type JestReport, readReport, type SuiteResult } from "./jest-report";
import type { Scratch } from "./scratch";

/** A suite of jest.config.js. */
export interface Suite {
  readonly name: string;
  readonly projects: readonly string[];
  /** More of Jest's arguments. */
  readonly args: readonly string[];
}

/**
 * Runs a suite to its end.
 *
 * @param interruption ends the suite, with all that its tests have started
 * @throws the interruption's reason
 */
export async function runSuite(
  suite: Suite,
  { name, prefix, home }: Actor,
  { project, tmp }: Scratch,
  interruption: AbortSignal,
): Promise<SuiteResult> {
  interruption.throwIfAborted();
  const title = `${suite.name}, as ${name}`;
  process.stderr.write(`\n${title}\n`);
  const report = path.join(project, ".lab", "test-report.json");
  const [command = "", ...args] = [
    ...prefix,
    ...["node", "node_modules/jest/bin/jest.js", "--selectProjects", ...suite.projects],
    ...[...suite.args, "--verbose", "--json", `--outputFile=${report}`],
  ];
  rmSync(report, { force: true });
  await run("making the report's folder", [...prefix, "mkdir", "-p", "-m", "700", path.dirname(report)]);
  const child = spawn(command, args, {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, HOME: home, TMPDIR: tmp },
    detached: true, // a process group of its own, so that all of it can be ended
  });
  const end = () => signalGroup(child, "SIGINT");
  interruption.addEventListener("abort", end);
  await once(child, "close");
  interruption.removeEventListener("abort", end);
  interruption.throwIfAborted();
  return readReport(title, readJson<JestReport>(report));
}

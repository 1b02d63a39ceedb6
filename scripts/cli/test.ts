import { test } from "../verbs/test";
import { positiveNumber } from "./positive-number";

/**
 * `./lab test`: failures, and the names of tests that were not run, are told once more at the end; the last line counts the tests;
 * exit code 1 when one failed.
 */
export default async function (flags: { yes: boolean; minutes?: string }): Promise<void> {
  const minutes = flags.minutes === undefined ? undefined : positiveNumber("--minutes", flags.minutes);
  const results = await test({ yes: flags.yes, minutes });
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  for (const { name, notRun } of results) for (const one of notRun) tell(`not run, ${name}: ${one}`);
  for (const { name, failures } of results) for (const one of failures) tell(`\nfailed, ${name}: ${one}`);
  for (const { name, passed, failed, notRun } of results) {
    tell(`${name}: ${passed} passed, ${failed} failed, ${notRun.length} not run`);
  }
  const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);
  const failed = sum(results.map((result) => result.failed));
  tell(`${sum(results.map(({ passed }) => passed))} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

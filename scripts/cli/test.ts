import { test } from "../verbs/test";

/** `./lab test`: failures are told once more at the end, the last line counts the tests; exit code 1 when one failed. */
export default async function ({ yes }: { yes: boolean }): Promise<void> {
  const results = await test({ yes });
  for (const { name, failures } of results)
    for (const one of failures) process.stdout.write(`\nfailed, ${name}: ${one}\n`);
  for (const { name, passed, failed } of results) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`);
  const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);
  const failed = sum(results.map((result) => result.failed));
  process.stdout.write(`${sum(results.map(({ passed }) => passed))} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

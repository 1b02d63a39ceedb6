import { spawnSync } from "node:child_process";
import path from "node:path";
import { type Advisory, accepted, advisoriesOf, withoutReason } from "./advisories";

/** Asks the registry for the known vulnerabilities of what is locked, and fails on one that has no reason to be accepted. */
const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: path.resolve(__dirname, ".."), encoding: "utf8" });
const advisories = advisoriesOf(stdout);
if (!advisories) {
  process.stdout.write(`audit: not made, the registry does not answer: ${stdout.replace(/\s+/g, " ").slice(0, 200)}\n`);
} else {
  const open = withoutReason(advisories);
  for (const one of advisories) process.stdout.write(`${words(one)}\n`);
  process.stdout.write(`audit: ${advisories.length} known vulnerabilities, ${open.length} without a reason\n`);
  process.exitCode = open.length === 0 ? 0 : 1;
}

function words({ id, name, severity, title }: Advisory): string {
  return `${id} ${severity} ${name}: ${title}: ${accepted[id] ?? "mend it, or say in test/advisories.ts why it does no harm"}`;
}

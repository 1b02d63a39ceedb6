import { green, red } from "../output/colours";
import { table } from "../output/tables";
import { doctor } from "../verbs/doctor";

/** `./lab doctor`: exit code 1 when something is missing. */
export default async function ({ fix = false, json }: { fix?: boolean; json?: boolean }): Promise<void> {
  const findings = await doctor({ fix });
  process.exitCode = findings.some(({ problem }) => problem) ? 1 : 0;
  if (json) {
    const plain = findings.map(({ requirement: { name, why }, problem, mend }) => ({
      name,
      why,
      ok: problem === undefined,
      ...(problem && { problem, mend }),
    }));
    return void process.stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
  }
  const rows = findings.map(({ requirement, problem, mend }) => [
    problem ? red("✗") : green("✓"),
    requirement.name,
    requirement.why,
    problem ? `${problem}; ${mend}` : "fine",
  ]);
  process.stdout.write(`${table(["", "requirement", "what for", "state"], rows)}\n`);
}

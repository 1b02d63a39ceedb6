import { words } from "../lesson/words";
import { green, red } from "../output/colours";
import { check } from "../verbs/check";

/** `./lab check`: which statements hold, not what was measured; exit code 1 when one does not. */
export default async function ({ json, lab }: { json?: boolean; lab?: string }): Promise<void> {
  const checked = await check({ lab });
  process.exitCode = checked.holds ? 0 : 1;
  if (json) return void process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  const guests = { statement: words.asDeclared.en, holds: checked.asDeclared };
  const lines = [...checked.statements, guests].map(
    ({ statement, holds }) => `${holds ? green("✓") : red("✗")} ${statement}`,
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

import { table } from "../output/tables";
import { snapshots } from "../verbs/snapshot";

/** `./lab snapshots`: name, time, and the machines that have changed since. */
export default async function ({ json, lab }: { json?: boolean; lab?: string }): Promise<void> {
  const found = await snapshots({ lab });
  if (json) return void process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  const rows = found.map(({ name, saved, missing }) => [
    name,
    saved,
    missing.length > 0 ? `not of ${missing.join(", ")} as declared now` : "all machines",
  ]);
  process.stdout.write(`${table(["snapshot", "saved", "holds"], rows)}\n`);
}

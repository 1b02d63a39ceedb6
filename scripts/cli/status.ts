import { serviceName } from "../../constructs/service-name";
import { schedulingWords } from "../diagram/words";
import { table } from "../output/tables";
import { damagedStates } from "../terraform/state";
import { atWork, noLabIsUp } from "../verbs/deployed";
import { type LabStatus, status } from "../verbs/status";

/** `./lab status`: exit code 1 unless a lab is up and every machine ready. Who is at work meanwhile, and what state is damaged, goes to standard error. */
export default async function ({ json, lab }: { json?: boolean; lab?: string }): Promise<void> {
  const labs = await status({ lab });
  const working = atWork();
  const damaged = lab === undefined && working.length === 0 ? damagedStates() : [];
  process.exitCode = labs.length > 0 && damaged.length === 0 && labs.every(({ ready }) => ready) ? 0 : 1;
  for (const words of [...working, ...damaged]) process.stderr.write(`${words}\n`);
  if (json) return void process.stdout.write(`${JSON.stringify(labs, null, 2)}\n`);
  if (labs.length === 0) return void process.stdout.write(`${working.length > 0 ? "no lab is up yet" : noLabIsUp()}\n`);
  process.stdout.write(`${labs.map(text).join("\n\n")}\n`);
}

function text({ lab, machines, exam }: LabStatus): string {
  const rows = machines.map(({ name, role, state, addresses }) => [name, role, state, addresses.join(", ")]);
  const services = lab.services.map(
    ({ realServers, ...head }) =>
      `virtual service ${serviceName(head)} ${schedulingWords(head)} → ${realServers.map(({ name }) => name).join(", ")}`,
  );
  const still = machines.filter(({ runs }) => !runs).map(({ name }) => name);
  const wayOut = still.length === 0 ? [] : [`not running: ${still.join(", ")}; ./lab up brings the lab back`];
  const since = exam === undefined ? [] : [`an exam is on since ${exam}`];
  const states = table(["machine", "role", "state", "addresses"], rows);
  return [`lab ${lab.name}`, states, ...wayOut, ...services, ...since].join("\n\n");
}

import { table } from "../output/tables";
import { status } from "../verbs/status";

/** `./lab status`: exit code 1 unless every machine is ready. */
export default async function ({ json }: { json?: boolean }): Promise<void> {
  const now = await status();
  process.exitCode = now.ready ? 0 : 1;
  if (json) return void process.stdout.write(`${JSON.stringify(now, null, 2)}\n`);
  if (!now.lab) return void process.stdout.write("no lab is up; bring it up with ./lab up\n");
  const rows = now.machines.map(({ name, role, state, addresses }) => [name, role, state, addresses.join(", ")]);
  const services = now.lab.services.map(
    ({ protocol, vip, port, scheduler, realServers }) =>
      `virtual service ${protocol} ${vip}:${port} ${scheduler} → ${realServers.map(({ name }) => name).join(", ")}`,
  );
  process.stdout.write(`${table(["machine", "role", "state", "addresses"], rows)}\n\n${services.join("\n")}\n`);
}

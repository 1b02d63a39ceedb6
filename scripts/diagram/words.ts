import type { LabDescription, MachineDescription, ServiceDescription } from "../../constructs/lab-description";
import { serviceName } from "../../constructs/service-name";

/** What is written in a machine's box: its addresses with their names in LVS, its gateway, its services. */
export function machineLines(machine: MachineDescription, lab: LabDescription): string[] {
  return [
    ...machine.interfaces.map(
      ({ name, address, prefixLength }) => `${name} ${address}/${prefixLength}${addressName(machine, address)}`,
    ),
    ...(machine.gateway ? [`gateway ${machine.gateway}`] : []),
    ...lab.services.flatMap((service) => serviceLines(service, machine)),
  ];
}

/** What LVS calls an address of a machine, after a space: " VIP". Nothing where it has no word for it. */
export function addressName({ role, vip, dip }: MachineDescription, address: string): string {
  if (address === vip) return " VIP";
  if (address === dip) return " DIP";
  return { client: " CIP", "real-server": " RIP", director: "", machine: "" }[role];
}

const oneClient = "255.255.255.255";

/** How a service shares connections out, as `ipvsadm -ln` says it: "wrr", "sh (sh-port)", "wrr persistent 300 s mask 255.255.255.0". */
export function schedulingWords({
  scheduler,
  schedulerFlags,
  persistence,
}: Pick<ServiceDescription, "scheduler" | "schedulerFlags" | "persistence">): string {
  const flags = schedulerFlags.length > 0 ? ` (${schedulerFlags.join(", ")})` : "";
  if (!persistence) return `${scheduler}${flags}`;
  const mask = persistence.netmask === oneClient ? "" : ` mask ${persistence.netmask}`;
  return `${scheduler}${flags} persistent ${persistence.timeoutSeconds} s${mask}`;
}

function serviceLines(service: ServiceDescription, { name }: MachineDescription): string[] {
  const title = serviceName(service);
  if (name === service.director) return [`${title}, ${schedulingWords(service)}`];
  return service.realServers
    .filter((realServer) => realServer.name === name)
    .map(({ port, weight }) => `${title} → ${port > 0 ? `port ${port}` : "same port"}, weight ${weight}`);
}

/** libvirt's words for a machine, by its name: "running", "shut off", "paused". */
export type States = ReadonlyMap<string, string>;

/** Whether a machine runs; one that nobody asked about counts as running. */
export function isUp(states: States, machine: string): boolean {
  return (states.get(machine) ?? "running") === "running";
}

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

/** How a service shares connections out, as `ipvsadm -ln` says it: "wrr", "wrr persistent 300 s". */
export function schedulingWords({
  scheduler,
  persistence,
}: Pick<ServiceDescription, "scheduler" | "persistence">): string {
  return persistence ? `${scheduler} persistent ${persistence.timeoutSeconds} s` : scheduler;
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

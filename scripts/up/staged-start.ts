import { availableParallelism } from "node:os";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { domainStates, tryVirsh } from "../libvirt/virsh";

/**
 * How many machines boot at once: one for each core. Under software emulation a boot keeps one core busy, and boots that
 * take turns on it cost each other its caches; see docs/performance.md.
 */
export function startWidth(cores = availableParallelism()): number {
  return cores;
}

/** Has all but the first of these machines stand still, so that they boot one after the other. */
export async function holdBack(lab: DeployedLab, machines: readonly MachineDescription[]): Promise<void> {
  await Promise.all(machines.slice(startWidth()).map(({ domain }) => tryVirsh(lab.hostUri, ["suspend", domain])));
}

/** Has a machine that stands still go on: its turn has come, or `./lab up` was interrupted before. */
export async function letGo(lab: DeployedLab, { domain }: MachineDescription): Promise<void> {
  if ((await domainStates(lab.hostUri)).get(domain) === "paused") await tryVirsh(lab.hostUri, ["resume", domain]);
}

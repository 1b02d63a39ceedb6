import { existsSync } from "node:fs";
import path from "node:path";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { tryVirsh, virsh } from "../libvirt/virsh";
import { project } from "../project";
import { lastText } from "../run/last-text";
import { settled } from "../run/settled";
import { fresh } from "./fresh";
import { hardwareOf, originOf, removeMemoryFilesOf } from "./memory-files";
import { removeSavedMemory } from "./saved-memory";

/** What QEMU says last when it cannot load a memory; it ends then. */
const notLoaded = "load of migration failed";

/** Whether QEMU could not load the saved memory with which a machine was started last. */
export function isDamaged({ domain }: MachineDescription): boolean {
  const log = path.join(project.host, "log/qemu", `${domain}.log`);
  return existsSync(log) && lastText(log, 500).includes(notLoaded);
}

/**
 * Forgets the saved memory with which machines were started last, so that their next start is not the same: `fresh` and the memory of
 * the image, which `./lab up` saves anew. A snapshot that a person has named stays; its machine boots all the same.
 */
function forget(machines: readonly MachineDescription[]): void {
  for (const machine of machines) {
    const [snapshot, hardware] = [originOf(machine), hardwareOf(machine.domain)];
    if (snapshot === fresh) removeMemoryFilesOf(machine, fresh);
    if (snapshot === undefined && hardware !== undefined) removeSavedMemory(hardware);
  }
}

/** Forgets saved memory that QEMU could not load. @returns the machines that were to go on from it */
export function forgetDamaged(machines: readonly MachineDescription[]): readonly MachineDescription[] {
  const damaged = machines.filter(isDamaged);
  forget(damaged);
  return damaged;
}

/** Has machines boot that could not go on from their saved memory, which is forgotten. */
export async function bootInstead(lab: DeployedLab, machines: readonly MachineDescription[]): Promise<void> {
  forget(machines);
  await settled(machines.map((machine) => startAgain(lab, machine)));
}

/** Ends a machine, unless it has ended, and starts it. */
export async function startAgain({ hostUri }: DeployedLab, { domain, name }: MachineDescription): Promise<void> {
  await tryVirsh(hostUri, ["destroy", domain]);
  await virsh(hostUri, `${name}: starting it again`, ["start", domain]);
}

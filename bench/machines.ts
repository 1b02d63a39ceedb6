import path from "node:path";
import type { MachineDescription } from "../constructs/lab-description";
import { type Declared, writeSeed } from "./declared";
import type { GuestFiles } from "./guest-files";
import { timed } from "./timed";

/** A machine that is ready to be started by any tool. */
export interface PreparedMachine extends MachineDescription {
  /** Overlay on the image, empty. */
  readonly disk: string;
  readonly seed: string;
}

/** Gives each machine of the lab a disk and its seed. */
export async function prepareMachines(
  declared: Declared,
  files: GuestFiles,
  folder: string,
): Promise<PreparedMachine[]> {
  const prepared: PreparedMachine[] = [];
  for (const machine of declared.lab.machines) {
    const disk = path.join(folder, `${machine.domain}.qcow2`);
    await timed(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", files.disk, disk]);
    const documents = declared.seeds.get(machine.name);
    if (!documents) throw new Error(`${machine.name}: the declaration has no seed for it`);
    prepared.push({ ...machine, disk, seed: await writeSeed(documents, folder, machine.domain) });
  }
  return prepared;
}

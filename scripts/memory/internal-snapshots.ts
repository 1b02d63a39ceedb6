import type { LabDescription } from "../../constructs/lab-description";
import { virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";

/** Snapshots inside of each machine's own disk, with its memory: on a libvirt that was there before the lab. */
export async function saveToDisk(lab: LabDescription, name: string): Promise<void> {
  await each(lab, `savevm ${name}`);
}

/** Returns to one of them. */
export async function loadFromDisk(lab: LabDescription, name: string): Promise<void> {
  for (const command of ["stop", `loadvm ${name}`, "cont"]) await each(lab, command);
}

/** A command of QEMU's human monitor, which says nothing when all is well, to all machines. */
async function each(lab: LabDescription, command: string): Promise<void> {
  await Promise.all(
    lab.machines.map(async ({ domain }) => {
      const said = await virsh(lab.hostUri, `${domain}: ${command}`, [
        "qemu-monitor-command",
        "--hmp",
        domain,
        command,
      ]);
      if (said.trim()) throw new LabError(`${domain}: ${command}: QEMU said: ${said.trim()}`);
    }),
  );
}

import { existsSync, linkSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { LabDescription } from "../../constructs/lab-description";
import { isEmbedded } from "../host/embedded-host";
import { project } from "../project";
import { attempt } from "../run/run";

/**
 * Keeps the disks of a lab that goes down, each with the memory of the point at which its machine was fresh, so that
 * qemu.sh can go on from there when the same machine is declared again. On another libvirt nothing is kept.
 */
export async function keepMachines(lab: LabDescription): Promise<void> {
  if (!isEmbedded(lab) || process.env.LAB_SAVED_MEMORY === "off") return;
  await Promise.all(
    lab.machines.map(async ({ domain }) => {
      const disk = path.join(project.host, "pools", lab.name, `${domain}.qcow2`);
      const { stdout } = await attempt(["qemu-img", "snapshot", "-U", "-l", disk]);
      const kept = path.join(keptFolder, `${domain}.qcow2`);
      if (!/\bfresh\b/.test(stdout) || !existsSync(path.join(keptFolder, `${domain}.key`))) return;
      mkdirSync(keptFolder, { recursive: true });
      rmSync(kept, { force: true });
      linkSync(disk, kept);
    }),
  );
}

/** Forgets all of them. */
export function removeKeptMachines(): void {
  rmSync(keptFolder, { recursive: true, force: true });
}

const keptFolder = path.join(project.memory, "kept");

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { virsh } from "../libvirt/virsh";
import { project } from "../project";
import { LabError } from "../run/errors";
import { settled } from "../run/settled";

/** Which declaration of a machine each of its snapshots is of; the snapshots themselves are on the lab's host. */
const root = path.join(project.memory, "on-other-hosts");

/** Snapshots inside of each machine's own disk, with its memory: on a libvirt that was there before the lab. */
export async function saveToDisk(lab: DeployedLab, name: string): Promise<void> {
  await each(lab, `savevm ${name}`);
  mkdirSync(root, { recursive: true });
  for (const machine of lab.machines) writeFileSync(keyFile(machine, name), keyOf(lab, machine));
}

/** Returns to one of them. */
export async function loadFromDisk(lab: DeployedLab, name: string): Promise<void> {
  for (const command of ["stop", `loadvm ${name}`, "cont"]) await each(lab, command);
}

/** Whether a machine has such a snapshot, of what it is declared as now. */
export async function hasOnDisk(lab: DeployedLab, machine: MachineDescription, name: string): Promise<boolean> {
  const key = keyFile(machine, name);
  if (!existsSync(key) || readFileSync(key, "utf8") !== keyOf(lab, machine)) return false;
  const list = await monitor(lab, machine.domain, "info snapshots");
  return list.split("\n").some((line) => line.split(/\s+/)[1] === name);
}

/** The snapshots that a machine has, of whatever it was declared as: names, and when each was saved. */
export function onDiskOf({ domain }: MachineDescription): Map<string, Date> {
  const files = existsSync(root) ? readdirSync(root).filter((file) => file.startsWith(`${domain}.`)) : [];
  const nameOf = (file: string) => file.slice(domain.length + 1, -".key".length);
  return new Map(files.map((file) => [nameOf(file), statSync(path.join(root, file)).mtime]));
}

/** Forgets one of them, which goes with the machine's disk. */
export function forgetOnDisk(machine: MachineDescription, name: string): void {
  rmSync(keyFile(machine, name), { force: true });
}

function keyFile({ domain }: MachineDescription, name: string): string {
  return path.join(root, `${domain}.${name}.key`);
}

function keyOf(lab: DeployedLab, { name }: MachineDescription): string {
  return lab.guests[name]?.seed ?? "";
}

/** A command that says nothing when all is well. */
async function each(lab: DeployedLab, command: string): Promise<void> {
  await settled(
    lab.machines.map(async ({ domain }) => {
      const said = (await monitor(lab, domain, command)).trim();
      if (said) throw new LabError(`${domain}: ${command}: QEMU said: ${said}`);
    }),
  );
}

/** A command of QEMU's human monitor: https://www.qemu.org/docs/master/system/monitor.html */
function monitor(lab: DeployedLab, domain: string, command: string): Promise<string> {
  return virsh(lab.hostUri, `${domain}: ${command}`, ["qemu-monitor-command", "--hmp", domain, command]);
}

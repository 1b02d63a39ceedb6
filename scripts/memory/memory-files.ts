import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import pLimit from "p-limit";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { isEmbedded } from "../host/embedded-host";
import { domainStates, tryVirsh, virsh } from "../libvirt/virsh";
import { project } from "../project";
import { LabError } from "../run/errors";
import { run } from "../run/run";
import { settled } from "../run/settled";
import { writeWhole } from "../run/whole-file";
import { monitor, writeMemory } from "./qemu-monitor";

/**
 * Snapshots on the embedded host, a folder for each machine. qemu.sh reads them when a machine starts:
 *
 * - `<name>.disk`: the machine's disk, which is small, since it holds only what differs from the image
 * - `<name>.memory`: QEMU's stream of its memory, compressed as the difference to the saved memory of the image
 * - `<name>.key`: hashes of the machine and of what is declared for its guest, written last: a snapshot without it is
 *   not whole
 * - `hardware`: the hash of what the image's memory depends on of it: processors, memory, kernel, QEMU
 * - `machine`: the hash of that with its devices, its image and the host's CPU
 * - `used`: there where its snapshot `fresh` may hold what people have done on it: it was saved of a lab that was not new
 * - `origin`: the snapshot from which it went on at its last start, if any
 * - `resumed`: there where that was the memory of its image
 * - `next`: the snapshot from which it is to go on at its next start, there only while it is off
 */
const root = path.join(project.memory, "snapshots");

/** Machines whose memory is compressed at once: each takes 500 MB of the host's own for a second. */
const width = 2;

interface Files {
  readonly domain: string;
  /** Path of one of the machine's files. */
  readonly at: (file: string) => string;
  readonly disk: string;
  /** Hash of what is declared for its guest. */
  readonly declared: string;
}

/** Saves all machines of a lab, at one point. */
export async function saveMemoryFiles(lab: DeployedLab, name: string): Promise<void> {
  const { machines } = lab;
  const all = machines.map((machine) => filesOf(lab, machine));
  try {
    await writeAll(lab, all, name);
    const turn = pLimit(width);
    await settled(all.map((machine) => turn(() => pack(machine, name))));
  } finally {
    removeUnfinished(machines);
  }
}

async function writeAll(lab: DeployedLab, all: readonly Files[], name: string): Promise<void> {
  try {
    await settled(all.map((machine) => write(lab, machine, name)));
  } finally {
    await settled(all.map(({ domain }) => monitor(lab.hostUri, domain, { execute: "cont" })));
  }
}

/** What a snapshot that could not be finished has left: on a full disk nothing else could be done before it is gone. */
function removeUnfinished(all: readonly Pick<MachineDescription, "domain">[]): void {
  for (const { domain } of all) {
    for (const file of ["stream", "partial", "mark", "next"]) rmSync(path.join(root, domain, file), { force: true });
  }
}

/** Starts them again from there. @throws LabError where one could not be ended, or started */
export async function loadMemoryFiles(lab: DeployedLab, name: string): Promise<void> {
  const { machines } = lab;
  const at = (domain: string, file: "mark" | "next") => path.join(root, domain, file);
  try {
    // On a full disk this fails, and no machine is touched.
    for (const { domain } of machines) writeWhole(at(domain, "mark"), name);
    await settled(
      machines.map(async ({ domain }) => {
        await end(lab.hostUri, domain);
        // Of a machine that is off alone: one that runs on, since libvirtd is away say, would lose at some later start what it has done.
        renameSync(at(domain, "mark"), at(domain, "next"));
        await virsh(lab.hostUri, `${domain}: going on from ${name}`, ["start", domain]);
      }),
    );
  } finally {
    removeUnfinished(machines);
  }
}

/** Ends a machine at once, if it is not off yet. @throws LabError where it runs on */
async function end(hostUri: string, domain: string): Promise<void> {
  const { exitCode, stderr } = await tryVirsh(hostUri, ["destroy", domain]);
  if (exitCode === 0 || (await domainStates(hostUri)).get(domain) === "shut off") return;
  throw new LabError(`${domain} could not be ended, and goes on as it was: ${stderr.trim()}`);
}

/** Whether a machine has such a snapshot, of what it is declared as now. */
export function hasMemoryFiles(lab: DeployedLab, machine: MachineDescription, name: string): boolean {
  const files = filesOf(lab, machine);
  const key = files.at(`${name}.key`);
  return existsSync(key) && existsSync(files.at("machine")) && readFileSync(key, "utf8") === keyOf(files);
}

/** The snapshots that a machine has, of whatever it was declared as: names, and when each was saved. */
export function memoryFilesOf({ domain }: MachineDescription): Map<string, Date> {
  const folder = path.join(root, domain);
  const keys = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".key")) : [];
  return new Map(keys.map((file) => [path.basename(file, ".key"), statSync(path.join(folder, file)).mtime]));
}

/** Removes those of a machine that goes, and what was never finished of another. @param kept one that stays, unless people's work is in it */
export function removeOtherMemoryFilesOf(machine: MachineDescription, kept: string): void {
  const isKept = (name: string) => name === kept && !existsSync(usedMark(machine));
  for (const name of memoryFilesOf(machine).keys()) if (!isKept(name)) removeMemoryFilesOf(machine, name);
  removeUnfinished([machine]);
}

/** Notes whether what is saved next may hold what people have done on machines. */
export function noteUse(machines: readonly MachineDescription[], used: boolean): void {
  for (const machine of machines) {
    if (used) writeWhole(usedMark(machine), "");
    else rmSync(usedMark(machine), { force: true });
  }
}

function usedMark({ domain }: MachineDescription): string {
  return path.join(root, domain, "used");
}

/** Removes one of them. */
export function removeMemoryFilesOf({ domain }: MachineDescription, name: string): void {
  for (const ending of ["key", "memory", "disk"]) rmSync(path.join(root, domain, `${name}.${ending}`), { force: true });
}

/** Forgets all snapshots that were saved as the difference to the memory of an image. @param hardware the key of that memory */
export function removeMemoryFiles(hardware: string): void {
  for (const domain of existsSync(root) ? readdirSync(root) : []) {
    if (hardwareOf(domain) !== hardware) continue;
    for (const file of readdirSync(path.join(root, domain))) {
      if (/\.(key|memory|disk)$/.test(file)) rmSync(path.join(root, domain, file), { force: true });
    }
  }
}

/** The hash of the hardware that a domain was last started on. @default - nothing is known of it any more */
export function hardwareOf(domain: string): string | undefined {
  const file = path.join(root, domain, "hardware");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** The machines that went on from a snapshot at their last start. */
export function startedFrom(lab: DeployedLab, name: string): readonly MachineDescription[] {
  return lab.machines.filter((machine) => isEmbedded(lab) && originOf(machine) === name);
}

/** The snapshot from which a machine was to go on at its last start. @default - none */
export function originOf({ domain }: MachineDescription): string | undefined {
  const origin = path.join(root, domain, "origin");
  return existsSync(origin) ? readFileSync(origin, "utf8") : undefined;
}

/** Whether a machine did not boot at its last start, but went on from a snapshot or from the memory of its image. */
export function wentOn(machine: MachineDescription): boolean {
  return originOf(machine) !== undefined || existsSync(path.join(root, machine.domain, "resumed"));
}

function filesOf(lab: DeployedLab, { domain, name }: MachineDescription): Files {
  return {
    domain,
    at: (file) => path.join(root, domain, file),
    disk: path.join(project.host, "pools", lab.name, `${domain}.qcow2`),
    declared: lab.guests[name]?.seed ?? "",
  };
}

function keyOf({ at, declared }: Files): string {
  return `${readFileSync(at("machine"), "utf8")} ${declared}`;
}

async function write(lab: DeployedLab, { domain, at, disk }: Files, name: string): Promise<void> {
  rmSync(at(`${name}.key`), { force: true });
  await writeMemory(lab.hostUri, domain, at("stream"));
  copyFileSync(disk, at(`${name}.disk`));
}

async function pack(machine: Files, name: string): Promise<void> {
  const { domain, at } = machine;
  const image = path.join(project.memory, `${hardwareOf(domain)}.state`);
  // A window of 2^28 bytes, as wide as a memory: only a reference is that far away.
  const reference = existsSync(image) ? ["--long=28", `--patch-from=${image}`] : [];
  const options = ["--quiet", "--force", "-1", "--single-thread", ...reference];
  await run("compressing a memory", ["zstd", ...options, at("stream"), "-o", at("partial")]);
  rmSync(at("stream"));
  renameSync(at("partial"), at(`${name}.memory`));
  writeFileSync(at(`${name}.key`), keyOf(machine));
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import type { GuestImage } from "../../constructs/image/guest-image";
import { reservedNames } from "../../constructs/libvirt/reserved-names";
import { tryVirsh, virsh } from "../libvirt/virsh";
import { project } from "../project";
import { requireDiskSpace } from "../run/disk-space";
import { LabError } from "../run/errors";
import { writeJson } from "../run/json-file";
import { run } from "../run/run";
import { waitFor } from "../run/wait";
import { hardwareOf } from "./memory-files";
import { writeMemory } from "./qemu-monitor";
import { removeSavedMemory, type SavedMemory, savedMemories } from "./saved-memory";

/** What all machines that share a saved memory have in common. */
export interface Hardware {
  readonly memoryMiB: number;
  readonly vcpus: number;
}

/** What became of a saved memory; it is made anew where the image, its kernel's arguments, QEMU or the host's CPU are others now. */
export type Priming = "kept" | "made" | "made anew";

const domainName = reservedNames.primedDomain;
/** What the image's guest prints on its console when it waits for a seed. */
const waiting = "lab: waiting for a seed";
/** Seconds that the boot up to there may take; on one emulated processor it takes about 25. */
const limitSeconds = 300;

/**
 * Makes sure that there is a saved memory of the image for this hardware: boots a machine as far as an image lets it
 * without a seed, and saves it.
 *
 * @returns what had to be done
 * @throws LabError when the guest does not get there, or has written to its disk
 * @throws DiskFullError when there is no room for what it prints
 */
export async function ensurePrimed(
  uri: string,
  emulator: string,
  image: GuestImage,
  hardware: Hardware,
): Promise<Priming> {
  const folder = path.join(project.host, "primed");
  const consoleLog = path.join(project.host, "console", `${domainName}.log`);
  // Only here: it takes a while to load, and where all machines run nobody needs it.
  const { primedDomainXml } = await import("../../constructs/libvirt/primed-domain");
  const xml = primedDomainXml({
    ...hardware,
    name: domainName,
    emulator,
    kernel: path.join(project.images, `${image.name}.vmlinuz`),
    initrd: path.join(project.images, `${image.name}.initrd`),
    kernelArguments: image.primingArguments ?? [],
    disk: path.join(folder, "disk.qcow2"),
    consoleLog,
  });
  const fingerprint = await fingerprintOf(xml, emulator);
  const before = savedMemories().filter((one) => isFor(one, hardware));
  const known = before.filter((one) => one.image === image.name);
  if (known.some((one) => one.fingerprint === fingerprint)) return "kept";
  for (const stale of known) removeSavedMemory(stale.key);

  await tryVirsh(uri, ["destroy", domainName]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(project.memory, { recursive: true });
  try {
    await boot(uri, xml, folder, path.join(project.images, `${image.name}.qcow2`), consoleLog);
    const key = hardwareOf(domainName);
    if (key === undefined) throw new LabError("what is known of the machine in .lab/memory was removed meanwhile");
    // Also one of which nothing is known any more: snapshots are the difference to it, and fit no other.
    removeSavedMemory(key);
    const state = path.join(project.memory, `${key}.state`);
    await writeMemory(uri, domainName, `${state}.partial`);
    renameSync(`${state}.partial`, state);
    writeJson(path.join(project.memory, `${key}.json`), { key, image: image.name, ...hardware, fingerprint });
    return before.length > 0 ? "made anew" : "made";
  } finally {
    await tryVirsh(uri, ["destroy", domainName]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Boots the machine and waits until it waits itself. */
async function boot(uri: string, xml: string, folder: string, image: string, consoleLog: string): Promise<void> {
  const disk = path.join(folder, "disk.qcow2");
  await run("making a disk", ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", image, disk]);
  const untouched = statSync(disk).size;
  const file = path.join(folder, "domain.xml");
  writeFileSync(file, xml);
  rmSync(consoleLog, { force: true });
  await virsh(uri, "booting the image", ["create", file]);
  const there = async () => {
    // What the guest prints is lost where it cannot be written.
    requireDiskSpace();
    return existsSync(consoleLog) && readFileSync(consoleLog).includes(waiting) ? true : undefined;
  };
  if (!(await waitFor(there, limitSeconds, 0.5))) {
    throw new LabError(
      `the image did not get as far as "${waiting}" within ${limitSeconds} s; its console: ${consoleLog}`,
    );
  }
  // The memory is resumed on fresh disks: it must not know of anything that is written on this one alone.
  if (statSync(disk).size !== untouched)
    throw new LabError("the image's guest has written to its disk before it had a seed");
}

/** Changes when anything changes that a saved memory depends on: hardware, QEMU, the stand-in for it, this host's CPU. */
async function fingerprintOf(xml: string, emulator: string): Promise<string> {
  const version = await run("asking QEMU for its version", ["qemu-system-x86_64", "--version"]);
  const parts = [xml, version, readFileSync(emulator, "utf8"), cpus()[0]?.model ?? ""];
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

function isFor(one: SavedMemory, { memoryMiB, vcpus }: Hardware): boolean {
  return one.memoryMiB === memoryMiB && one.vcpus === vcpus;
}

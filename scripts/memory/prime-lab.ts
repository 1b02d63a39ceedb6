import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { debian13 } from "../../constructs/image/debian-13";
import type { LabDescription } from "../../constructs/lab-description";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { domainStates } from "../libvirt/virsh";
import { project } from "../project";
import { DiskFullError, LabError, UsageError } from "../run/errors";
import { ensurePrimed, type Hardware, type Priming } from "./prime";

/**
 * `LAB_SAVED_MEMORY=off`: nothing is saved, and each machine that is started boots.
 *
 * @throws UsageError when it is something else than that, `on` or empty
 */
export function savedMemoryIsOff(value = process.env.LAB_SAVED_MEMORY): boolean {
  if (value === undefined || ["", "on", "off"].includes(value)) return value === "off";
  throw new UsageError(`LAB_SAVED_MEMORY is ${JSON.stringify(value)}; set it to off, or leave it out`);
}

/**
 * Makes sure that the machines of a lab that are still to be started find a saved memory of their image, so that they
 * are resumed and not booted. Where that cannot be they boot: it takes longer, and nothing else differs.
 *
 * @returns one line for a person
 * @throws DiskFullError when there is no room: the machines could not write either
 */
export async function primeLab(lab: LabDescription, host: HostSettings): Promise<string> {
  const off = path.join(project.memory, "off"); // qemu.sh looks for it
  rmSync(off, { force: true });
  if (savedMemoryIsOff()) {
    mkdirSync(project.memory, { recursive: true });
    writeFileSync(off, "");
  }
  const reason = await reasonToBoot(lab, host);
  if (reason) return reason;
  const image = debian13();
  try {
    const done: Priming[] = [];
    for (const hardware of distinct(lab.machines.filter((machine) => machine.image === image.name))) {
      done.push(await ensurePrimed(host.virshUri, host.emulator ?? "", image, hardware));
    }
    if (done.includes("made anew")) {
      return "saved anew, since image, QEMU or CPU are not what they were: machines resume from it, now and later";
    }
    return done.includes("made")
      ? "saved now: machines resume from it, now and later"
      : "saved before: machines resume from it";
  } catch (error) {
    if (!(error instanceof LabError) || error instanceof DiskFullError) throw error;
    return `none, each machine boots: ${error.message}`;
  }
}

async function reasonToBoot(lab: LabDescription, host: HostSettings): Promise<string | undefined> {
  if (host.requestedUri !== null) return "not on this host: each machine boots";
  if (host.domainType === "kvm") return "not needed with KVM: each machine boots";
  if (lab.images.every(({ name }) => name !== debian13().name))
    return "not for an image of your own: each machine boots";
  const there = await domainStates(host.virshUri);
  if (lab.machines.every(({ domain }) => there.has(domain))) return "not needed: all machines are there";
  return savedMemoryIsOff() ? "off: each machine boots" : undefined;
}

function distinct(machines: readonly Hardware[]): Hardware[] {
  return [...new Map(machines.map((one) => [`${one.memoryMiB} ${one.vcpus}`, one])).values()];
}

import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { GuestAgent } from "../guests/guest-agent";
import { Guests } from "../guests/guests";
import { waitUntilReady } from "../guests/wait-until-ready";
import { isEmbedded } from "../host/embedded-host";
import { domainStates } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { settled } from "../run/settled";
import { waitFor } from "../run/wait";
import { bootInstead, isDamaged } from "./damaged";
import { fresh } from "./fresh";
import { forgetOnDisk, hasOnDisk, loadFromDisk, onDiskOf, saveToDisk } from "./internal-snapshots";
import {
  hasMemoryFiles,
  loadMemoryFiles,
  memoryFilesOf,
  noteUse,
  removeOtherMemoryFilesOf,
  saveMemoryFiles,
} from "./memory-files";

/** What makes a machine's clock and random numbers its own again after its memory was loaded; part of the image. */
const awake = "/usr/local/lib/lab/awake";

/** On the slowest host seen a machine answers ten seconds after its memory was loaded. */
const silentLimitSeconds = 60;

/** The machines that have no such snapshot, or one of what they were before they were changed. */
export async function withoutSnapshot(lab: DeployedLab, name: string): Promise<MachineDescription[]> {
  const embedded = isEmbedded(lab);
  const answers = await Promise.all(
    lab.machines.map(async (machine) => ({
      machine,
      saved: embedded ? hasMemoryFiles(lab, machine, name) : await hasOnDisk(lab, machine, name),
    })),
  );
  return answers.filter(({ saved }) => !saved).map(({ machine }) => machine);
}

/** A snapshot of a lab. */
export interface Snapshot {
  readonly name: string;
  /** When the last of its machines was saved, ISO 8601. */
  readonly saved: string;
  /** Machines that have none of what they are declared as now: `./lab reset` refuses it for them. */
  readonly missing: readonly string[];
}

/** The snapshots of a lab, the oldest first. */
export async function listSnapshots(lab: DeployedLab): Promise<Snapshot[]> {
  const of = isEmbedded(lab) ? memoryFilesOf : onDiskOf;
  const times = new Map<string, number>();
  for (const [name, saved] of lab.machines.flatMap((machine) => [...of(machine)])) {
    times.set(name, Math.max(times.get(name) ?? 0, saved.getTime()));
  }
  const ordered = [...times].sort(([, one], [, other]) => one - other);
  return Promise.all(
    ordered.map(async ([name, saved]) => ({
      name,
      saved: new Date(saved).toISOString(),
      missing: (await withoutSnapshot(lab, name)).map((machine) => machine.name),
    })),
  );
}

/**
 * Removes the snapshots of machines that go, but for {@link fresh}, from which the same machines can go on: unless it was saved of a lab
 * that was not new, and what people have done is in it.
 *
 * @param machines of the lab. @default - all, as it goes itself
 */
export function removeSnapshots(lab: DeployedLab, machines = lab.machines): void {
  for (const machine of machines) {
    if (isEmbedded(lab)) removeOtherMemoryFilesOf(machine, fresh);
    else for (const name of onDiskOf(machine).keys()) forgetOnDisk(machine, name);
  }
}

/** Saves {@link fresh}. @param isNew whether the lab was made just now, and nobody has used it */
export async function saveFresh(lab: DeployedLab, isNew: boolean): Promise<void> {
  if (!isNew && isEmbedded(lab)) noteUse(lab.machines, true);
  await saveSnapshot(lab, fresh);
  if (isNew && isEmbedded(lab)) noteUse(lab.machines, false);
}

/**
 * Saves memory and disk of all machines at one point: each end of a connection is as the others and the director know it. They stand
 * still meanwhile, for less than a second on a quiet host.
 *
 * @throws LabError when a machine could not be saved, or has ended meanwhile
 */
export async function saveSnapshot(lab: DeployedLab, name: string): Promise<void> {
  await (isEmbedded(lab) ? saveMemoryFiles : saveToDisk)(lab, name);
  const states = await domainStates(lab.hostUri);
  const runs = ({ domain }: MachineDescription) => states.get(domain) === "running";
  // The clock of one whose agent does not answer stays late by that.
  await wake({ ...lab, machines: lab.machines.filter(runs) }, silentLimitSeconds).catch(() => {});
  const ended = lab.machines.filter((machine) => !runs(machine)).map((machine) => machine.name);
  if (ended.length === 0) return;
  throw new LabError(
    `the snapshot ${name} is whole, but not running any more: ${ended.join(", ")}; ./lab up brings the lab back`,
  );
}

/**
 * Returns each machine, its connections included, to a snapshot; its clock shows the present time. One whose memory QEMU cannot load,
 * or that is silent after it, boots from its disk of that point.
 *
 * @param silentSeconds after which a machine is given up that does not answer. @default 60
 * @returns the machines that had to boot
 * @throws LabError when a machine has no such snapshot of what it is now; nothing is touched then
 */
export async function loadSnapshot(
  lab: DeployedLab,
  name: string,
  silentSeconds = silentLimitSeconds,
): Promise<readonly MachineDescription[]> {
  const [missing] = await withoutSnapshot(lab, name);
  if (missing) {
    throw new LabError(
      name === fresh
        ? `${missing.name} has no snapshot ${name} of what it is declared as now; ./lab up saves one when all is as declared, unless LAB_SAVED_MEMORY is off`
        : `${missing.name} has no snapshot ${name} of what it is declared as now; see ./lab snapshots`,
    );
  }
  const damaged = await load(lab, name);
  await bootAndWait(lab, damaged);
  const silent = await wake(lab, silentSeconds);
  await bootAndWait(lab, silent);
  return [...damaged, ...silent];
}

async function bootAndWait(lab: DeployedLab, machines: readonly MachineDescription[]): Promise<void> {
  await bootInstead(lab, machines);
  const guests = new Guests(lab);
  await settled(machines.map(({ name }) => waitUntilReady(lab, guests.named(name), () => {})));
}

/** @returns the machines whose memory QEMU could not load */
async function load(lab: DeployedLab, name: string): Promise<readonly MachineDescription[]> {
  try {
    await (isEmbedded(lab) ? loadMemoryFiles : loadFromDisk)(lab, name);
    return [];
  } catch (error) {
    const damaged = lab.machines.filter(isDamaged);
    if (damaged.length === 0) throw error;
    return damaged;
  }
}

/**
 * Sets the clocks of machines whose memory was loaded or saved, and mixes fresh random numbers in. One that goes on from its memory when it
 * is made is woken by settle-machine.sh, under `cdktf deploy` too.
 *
 * @returns the machines that did not answer in time, or that QEMU could not load
 */
async function wake(lab: DeployedLab, silentSeconds: number): Promise<readonly MachineDescription[]> {
  const answered = await settled(
    lab.machines.map(async (machine) => {
      const agent = new GuestAgent(lab.hostUri, machine.domain);
      // After its memory was loaded it takes a guest's agent a moment to be connected again.
      const connected = async () => {
        if (isDamaged(machine) || agent.lost) return false;
        return (await agent.readFile("/etc/hostname")) === undefined ? undefined : true;
      };
      if (!(await waitFor(connected, silentSeconds, 0.1))) return false;
      await agent.run(["sh", "-c", `test ! -x ${awake} || ${awake}`]);
      return true;
    }),
  );
  return lab.machines.filter((_, index) => !answered[index]);
}

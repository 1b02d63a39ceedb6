import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import type { DeployedLab, MachineDescription, Role } from "../../constructs/lab-description";
import { domainStates, tryVirsh } from "../libvirt/virsh";
import { waitFor } from "../run/wait";

/**
 * How many machines boot at once: one for each core. Under software emulation a boot keeps one core busy, and boots that
 * take turns on it cost each other its caches; see docs/performance.md.
 */
export function startWidth(cores = availableParallelism()): number {
  return cores;
}

/** A director's boot takes longest and a client's is the shortest: see docs/performance.md. */
const longestFirst: readonly Role[] = ["director", "real-server", "machine", "client"];

/** Machines in the order in which they boot: with the short boots last, the cores have something to do for nearly the same time. */
export function inStartOrder<T extends Pick<MachineDescription, "role">>(machines: readonly T[]): T[] {
  return [...machines].sort((one, other) => longestFirst.indexOf(one.role) - longestFirst.indexOf(other.role));
}

/** A boot: it says when the next one may begin, or has ended. */
type Boot = (passOn: () => void) => Promise<void>;

/** Has so many boots go on at once. @returns what waits for a boot's turn and then for its end */
export function inTurns(width: number): (boot: Boot) => Promise<void> {
  const turn = pLimit(width);
  return async (boot) => {
    let booted: Promise<void> | undefined;
    await turn(
      () =>
        new Promise<void>((passOn) => {
          booted = boot(passOn);
          booted.then(passOn, () => passOn());
        }),
    );
    await booted;
  };
}

/** Has all but the first of these machines stand still, so that they boot one after the other. */
export async function holdBack(lab: DeployedLab, machines: readonly MachineDescription[]): Promise<void> {
  await Promise.all(machines.slice(startWidth()).map(({ domain }) => tryVirsh(lab.hostUri, ["suspend", domain])));
}

/** The machines that stand still: their turn has not come, or `./lab up` was interrupted before. */
export async function heldBack(lab: DeployedLab): Promise<readonly MachineDescription[]> {
  const states = await domainStates(lab.hostUri);
  return lab.machines.filter(({ domain }) => states.get(domain) === "paused");
}

/** Has a machine that stands still go on. */
export async function letGo(lab: DeployedLab, { domain }: MachineDescription): Promise<void> {
  await tryVirsh(lab.hostUri, ["resume", domain]);
}

/** Seconds in which a machine goes on; one whose memory is being loaded takes three. */
const goOnSeconds = 30;

/**
 * Has all machines that stand still go on: `./lab up` was interrupted before, or QEMU has stopped one that wrote to a full disk. The
 * provider takes them for machines that are off, and libvirt refuses to start what is there.
 */
export async function letAllGo(lab: DeployedLab): Promise<void> {
  await waitFor(
    async () => {
      const still = await heldBack(lab);
      await Promise.all(still.map((machine) => letGo(lab, machine)));
      return still.length === 0 ? true : undefined;
    },
    goOnSeconds,
    0.3,
  );
}

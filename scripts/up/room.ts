import { readFileSync, statfsSync } from "node:fs";
import { isEmbedded } from "../host/embedded-host";
import { memoryOfRunning } from "../libvirt/virsh";
import { project } from "../project";
import { LabError } from "../run/errors";
import type { Stack } from "../terraform/synth";

/** What there is of a host's memory and disk, and what labs need of it, in MiB. */
export interface Room {
  readonly memory: number;
  readonly disk: number;
}

/** MiB of disk for a machine's overlay, seed and snapshot: 17 were measured for the lab of main.ts. */
const diskPerMachine = 64;

/**
 * What the machines of labs need at the most, when all of their memory is in use.
 *
 * @param running MiB of memory of the domains that run already, by name: each has its disk, and gives its memory back where it is made anew
 */
export function neededBy(labs: readonly Pick<Stack, "declared">[], running: ReadonlyMap<string, number>): Room {
  const machines = labs.flatMap(({ declared }) => declared.machines);
  const more = machines.map(({ domain, memoryMiB }) => Math.max(0, memoryMiB - (running.get(domain) ?? 0)));
  return {
    memory: more.reduce((sum, one) => sum + one, 0),
    disk: machines.filter(({ domain }) => !running.has(domain)).length * diskPerMachine,
  };
}

/** What is missing, as sentences that say how to mend it; nothing where there is room. */
export function shortages(needed: Room, there: Room): string[] {
  return [
    ...(there.memory < needed.memory
      ? [
          `the machines may use ${needed.memory} MiB of memory, and ${there.memory} MiB are available; declare fewer or smaller ` +
            "ones in main.ts (memoryMiB), end something else, or use another host (LAB_LIBVIRT_URI)",
        ]
      : []),
    ...(there.disk < needed.disk
      ? [
          `the machines' disks may take ${needed.disk} MiB, and ${there.disk} MiB are free where the project lies; ` +
            "free some (./lab image prune removes images that nothing needs), or clone the project to a larger disk",
        ]
      : []),
  ];
}

/**
 * Refuses labs that the embedded host has no room for, whether they are new, edited, or come back after the host was gone.
 *
 * @throws LabError saying what is missing; nothing is touched then
 */
export async function requireRoom(labs: readonly Pick<Stack, "declared">[]): Promise<void> {
  // One that is up on another libvirt stays there.
  const here = labs.filter(({ declared }) => isEmbedded(declared));
  const [first] = here;
  const running = first ? await memoryOfRunning(first.declared.hostUri) : new Map<string, number>();
  const missing = shortages(neededBy(here, running), roomHere());
  if (missing.length > 0) throw new LabError(missing.join("\n"));
}

function roomHere(): Room {
  // MemAvailable: what can be had without swapping, proc(5).
  const available = readFileSync("/proc/meminfo", "utf8").match(/^MemAvailable:\s+(\d+) kB/m)?.[1];
  const { bavail, bsize } = statfsSync(project.root);
  return {
    memory: Math.floor(Number(available) / 1024),
    disk: Math.floor((bavail * bsize) / 2 ** 20),
  };
}

import type { LabDescription, MachineDescription } from "../../constructs/lab-description";
import { GuestAgent } from "../guests/guest-agent";
import { isEmbedded } from "../host/embedded-host";
import { waitFor } from "../run/wait";
import { loadFromDisk, saveToDisk } from "./internal-snapshots";
import { loadMemoryFiles, saveMemoryFiles } from "./memory-files";

/** The snapshot of the point at which `./lab up` had verified the lab and nothing was done to it. */
export const fresh = "fresh";

/** What makes a machine's clock and random numbers its own again after its memory was loaded; part of the image. */
const awake = "/usr/local/lib/lab/awake";

/** Saves memory and disk of all machines at one point. They stand still for less than a second. */
export async function saveSnapshot(lab: LabDescription, name: string): Promise<void> {
  await (isEmbedded(lab) ? saveMemoryFiles(lab, name) : saveToDisk(lab, name));
}

/**
 * Returns each machine, its connections included, to a snapshot; its clock shows the present time.
 *
 * @throws LabError when there is no such snapshot, or a machine was changed since; nothing is touched then
 */
export async function loadSnapshot(lab: LabDescription, name: string): Promise<void> {
  await (isEmbedded(lab) ? loadMemoryFiles(lab, name) : loadFromDisk(lab, name));
  await wake(lab, lab.machines);
}

/** Sets the clocks of machines whose memory was loaded, and mixes fresh random numbers in. */
export async function wake(lab: LabDescription, machines: readonly MachineDescription[]): Promise<void> {
  await Promise.all(
    machines.map(async ({ domain }) => {
      const agent = new GuestAgent(lab.hostUri, domain);
      // After its memory was loaded it takes a guest's agent a moment to be connected again.
      await waitFor(async () => ((await agent.readFile("/etc/hostname")) === undefined ? undefined : true), 30, 0.1);
      await agent.attempt(["sh", "-c", `test ! -x ${awake} || ${awake}`]);
    }),
  );
}

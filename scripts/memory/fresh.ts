import type { LabDescription } from "../../constructs/lab-description";
import { Guests } from "../guests/guests";
import { virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { waitFor } from "../run/wait";

/** Name of the snapshot, inside each machine's disk, of the point at which the lab was up and nothing was done to it. */
const name = "fresh";

/** What makes a machine's clock and random numbers its own again after its memory was loaded; part of the image. */
const awake = "/usr/local/lib/lab/awake";

/** Saves memory and disk of each machine at this point. */
export async function saveFresh(lab: LabDescription): Promise<void> {
  await Promise.all(lab.machines.map(({ domain }) => monitor(lab, domain, `savevm ${name}`)));
}

/** Returns each machine, its connections included, to the point at which it was fresh; its clock shows the present time. */
export async function loadFresh(lab: LabDescription): Promise<void> {
  await Promise.all(lab.machines.map(({ domain }) => monitor(lab, domain, "stop")));
  await Promise.all(lab.machines.map(({ domain }) => monitor(lab, domain, `loadvm ${name}`)));
  await Promise.all(lab.machines.map(({ domain }) => monitor(lab, domain, "cont")));
  await wake(lab);
}

/** Sets the clocks of machines whose memory was loaded, and mixes fresh random numbers in. */
export async function wake(lab: LabDescription): Promise<void> {
  await Promise.all(
    new Guests(lab).all.map(async ({ agent }) => {
      // After its memory was loaded it takes a guest's agent a moment to be connected again.
      await waitFor(async () => ((await agent.readFile("/etc/hostname")) === undefined ? undefined : true), 30, 0.2);
      await agent.attempt(["sh", "-c", `test ! -x ${awake} || ${awake}`]);
    }),
  );
}

/** A command of QEMU's human monitor, which says nothing when all is well. */
async function monitor(lab: LabDescription, domain: string, command: string): Promise<void> {
  const said = await virsh(lab.hostUri, `${domain}: ${command}`, ["qemu-monitor-command", "--hmp", domain, command]);
  if (said.trim()) throw new LabError(`${domain}: ${command}: QEMU said: ${said.trim()}`);
}

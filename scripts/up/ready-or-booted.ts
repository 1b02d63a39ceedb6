import type { DeployedLab } from "../../constructs/lab-description";
import type { Guest } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { SilentError, waitUntilReady } from "../guests/wait-until-ready";
import { bootInstead, isDamaged, startAgain } from "../memory/damaged";
import { wentOn } from "../memory/memory-files";

/** What is said of a machine that did not go on from its saved memory. */
export const memoryWasDamaged = "booted, as it did not go on from its saved memory, which is removed";

/** Seconds after which a machine is given up that went on from a saved memory and says nothing; on the slowest host seen it takes 50. */
const silentSeconds = 300;

/**
 * Follows a machine until cloud-init has finished. One that did not go on from its saved memory boots; one to which libvirt does not
 * talk is started again.
 *
 * @returns in words that this was so. @default - it was not
 * @throws LabError as {@link waitUntilReady}
 */
export async function readyOrBooted(
  lab: DeployedLab,
  guest: Guest,
  onProgress: (progress: Progress) => void,
): Promise<string | undefined> {
  const { machine, agent } = guest;
  const wait = (options: { readonly silentSeconds?: number } = {}) =>
    waitUntilReady(lab, guest, onProgress, { services: false, ...options });
  try {
    await wait(wentOn(machine) ? { silentSeconds } : {});
    return undefined;
  } catch (error) {
    if (!isDamaged(machine) && !(error instanceof SilentError)) throw error;
    const { lost } = agent;
    await (lost ? startAgain(lab, machine) : bootInstead(lab, [machine]));
    await wait();
    return lost ? "started again, as libvirt had lost its guest agent" : memoryWasDamaged;
  }
}

import type { DeployedLab } from "../../constructs/lab-description";
import type { Guest } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { SilentError, waitUntilReady } from "../guests/wait-until-ready";
import { bootInstead, isDamaged } from "../memory/damaged";
import { wentOn } from "../memory/memory-files";

/** Seconds after which a machine is given up that went on from a saved memory and says nothing; on the slowest host seen it takes 50. */
const silentSeconds = 300;

/**
 * Follows a machine until cloud-init has finished; one that did not go on from its saved memory boots.
 *
 * @returns whether that was so
 * @throws LabError as {@link waitUntilReady}
 */
export async function readyOrBooted(
  lab: DeployedLab,
  guest: Guest,
  onProgress: (progress: Progress) => void,
): Promise<boolean> {
  const { machine } = guest;
  const wait = (options: { readonly silentSeconds?: number } = {}) =>
    waitUntilReady(lab, guest, onProgress, { services: false, ...options });
  try {
    await wait(wentOn(machine) ? { silentSeconds } : {});
    return false;
  } catch (error) {
    if (!isDamaged(machine) && !(error instanceof SilentError)) throw error;
    await bootInstead(lab, [machine]);
    await wait();
    return true;
  }
}

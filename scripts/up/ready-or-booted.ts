import type { DeployedLab } from "../../constructs/lab-description";
import type { Guest } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { waitUntilReady } from "../guests/wait-until-ready";
import { bootDamaged } from "../memory/damaged";

/**
 * Follows a machine until cloud-init has finished; one that QEMU could not start from its saved memory boots.
 *
 * @returns whether that was so
 * @throws LabError as {@link waitUntilReady}
 */
export async function readyOrBooted(
  lab: DeployedLab,
  guest: Guest,
  onProgress: (progress: Progress) => void,
): Promise<boolean> {
  const wait = () => waitUntilReady(lab, guest, onProgress, { services: false });
  try {
    await wait();
    return false;
  } catch (error) {
    if ((await bootDamaged(lab, [guest.machine])).length === 0) throw error;
    await wait();
    return true;
  }
}

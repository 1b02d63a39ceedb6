import { isEmbedded } from "../host/embedded-host";
import { findOrphans, orphanNames, removeOrphans } from "../host/orphans";
import { forgetPool } from "../terraform/forget-pool";
import { forgetState } from "../terraform/state";
import type { Stack } from "../terraform/synth";
import { adopt } from "./adopt";

/** What was done to have a lab's state fit what libvirt has. */
export interface Fitted {
  /** Names of the resources that were taken into the state. */
  readonly adopted: readonly string[];
  /** What was half-made, and is gone. */
  readonly removed: readonly string[];
}

/**
 * Has the state of a lab fit what libvirt has, where a deploy was interrupted, or the state is lost or a copy of another time. Machines
 * are taken into it, so that they stay, with their disks; what is half-made is removed. On a libvirt of others nothing is taken, as
 * nothing tells whose it is.
 *
 * @throws LabError when somebody else has resources of the lab's names; nothing is touched then
 */
export async function fitState(stack: Stack): Promise<Fitted> {
  const found = await findOrphans(stack);
  if (!found.hasPool) await forgetPool(stack);
  if (orphanNames(found).length === 0) return { adopted: [], removed: [] };
  let adopted: readonly string[] = [];
  if (isEmbedded(stack.declared)) {
    // The pool is made first and goes last: a state that knows another one is of an earlier life of the lab.
    if (found.pool) forgetState(stack.name);
    // Without any machine there is nothing but what is half-made.
    if (found.hasMachines) adopted = await adopt(stack);
  }
  return { adopted, removed: await removeOrphans(stack) };
}

import { removeOrphans } from "../host/orphans";
import { forgetDamaged } from "../memory/damaged";
import type { Plan } from "../terraform/resource-change";
import type { Stack } from "../terraform/synth";
import { apply, plan } from "../terraform/terraform";
import type { Changes } from "../terraform/terraform-process";
import { startNetworks } from "./start-networks";

/** What applying came to. */
export interface Applied {
  readonly changes: Changes;
  /** What was done last. @default - all of it, without a plan before */
  readonly planned: Plan | undefined;
  /** Names of the machines that QEMU could not start from their saved memory, and that were started without. */
  readonly damaged: readonly string[];
}

/**
 * Makes a lab's resources; where QEMU ends since it cannot load a saved memory, that is forgotten, and what is left to do is done.
 *
 * @param planned what Terraform is going to do. @default - it plans now
 */
export async function applyOrBoot(
  stack: Stack,
  onDone: (address: string) => void,
  planned: Plan | undefined,
): Promise<Applied> {
  // Where there is nothing to do no machine is started.
  if (!planned || planned.file) await startNetworks(stack.declared);
  try {
    return { changes: await apply(stack, onDone, planned), planned, damaged: [] };
  } catch (error) {
    const damaged = forgetDamaged(stack.declared.machines);
    if (damaged.length === 0) throw error;
    await removeOrphans(stack);
    const rest = await plan(stack);
    return { changes: await apply(stack, onDone, rest), planned: rest, damaged: damaged.map(({ name }) => name) };
  }
}

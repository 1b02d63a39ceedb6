import { Guests } from "../guests/guests";
import { type PlannedChange, plannedChanges } from "../plan/planned-changes";
import type { Difference } from "../settings/differences";
import { driftOf } from "../settings/settle";
import { stackOf, synth } from "../terraform/synth";
import { requireDeployedLab } from "./deployed";

/** How a lab differs from main.ts. */
export interface LabDiff {
  readonly lab: string;
  /** What main.ts declares and is not deployed, or the other way round: `./lab up` deploys it. */
  readonly planned: readonly PlannedChange[];
  /** What was changed by hand in a guest: `./lab up` puts it right. */
  readonly drift: readonly Difference[];
}

/**
 * Compares main.ts with what is deployed, and the guests with what they were given. Nothing is changed.
 *
 * @param options.lab its name, where several are up
 * @throws LabError when main.ts declares what cannot work, or a guest's agent does not answer
 */
export async function diff(options: { readonly lab?: string }): Promise<LabDiff> {
  const deployed = await requireDeployedLab(options.lab);
  const { declared } = stackOf(await synth({ hostIsPrepared: true }), deployed.name);
  const drift = await Promise.all(new Guests(deployed).all.map((guest) => driftOf(deployed, guest)));
  return { lab: deployed.name, planned: plannedChanges(deployed, declared), drift: drift.flat() };
}

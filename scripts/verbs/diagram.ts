import type { LabDescription } from "../../constructs/lab-description";
import type { States } from "../diagram/words";
import { machineStates, notThere } from "../guests/machine-states";
import { requireDeployedLab } from "./deployed";

/** What a drawing of the lab shows. */
export interface Drawn {
  readonly lab: LabDescription;
  readonly states: States;
}

/**
 * The lab that is up, and how each machine is. A host that does not answer has none of them running.
 *
 * @param options.lab its name, where several are up
 */
export async function diagram(options: { readonly lab?: string }): Promise<Drawn> {
  const lab = await requireDeployedLab(options.lab);
  const states = await machineStates(lab).catch(() => new Map(lab.machines.map(({ name }) => [name, notThere])));
  return { lab, states };
}

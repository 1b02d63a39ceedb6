import type { LabDescription } from "../../constructs/lab-description";
import type { States } from "../diagram/words";
import { domainStates } from "../libvirt/virsh";
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
  const domains = await domainStates(lab.hostUri).catch(() => new Map<string, string>());
  const states = new Map(lab.machines.map(({ name, domain }) => [name, domains.get(domain) ?? "not there"]));
  return { lab, states };
}

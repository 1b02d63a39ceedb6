import type { LabDescription } from "../../constructs/lab-description";
import type { States } from "../diagram/words";
import { domainStates } from "../libvirt/virsh";

/** What is said of a machine that libvirt does not have. */
export const notThere = "not there";

/** How each machine of a lab is, by its name: libvirt's word ("running", "shut off"), or that it is not there. */
export async function machineStates({ hostUri, machines }: LabDescription): Promise<States> {
  const states = await domainStates(hostUri);
  return new Map(machines.map(({ name, domain }) => [name, states.get(domain) ?? notThere]));
}

import type { LabDescription } from "../../../constructs/lab-description";
import type { Guest, Guests } from "../../guests/guests";
import { domainStates } from "../../libvirt/virsh";

/** The machines that run, and so can be asked. */
export async function runningGuests({ hostUri }: LabDescription, guests: Guests): Promise<Guest[]> {
  const states = await domainStates(hostUri);
  return guests.all.filter(({ machine }) => states.get(machine.domain) === "running");
}

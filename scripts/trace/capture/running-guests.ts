import type { LabDescription } from "../../../constructs/lab-description";
import type { Guest, Guests } from "../../guests/guests";
import { machineStates } from "../../guests/machine-states";

/** The machines that run, and so can be asked. */
export async function runningGuests(lab: LabDescription, guests: Guests): Promise<Guest[]> {
  const states = await machineStates(lab);
  return guests.all.filter(({ machine }) => states.get(machine.name) === "running");
}

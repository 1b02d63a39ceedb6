import { addressesOf } from "../../constructs/interface-addresses";
import type { LabDescription, MachineDescription, Role } from "../../constructs/lab-description";

/** A place where packets are captured: one interface of one machine, seen from its end of the link. */
export interface Tap {
  /** Machine and interface, "lvs eth1": the name of the interface in the capture file. */
  readonly name: string;
  readonly machine: string;
  readonly role: Role;
  readonly interface: string;
  readonly network: string;
  readonly address: string;
  /** All addresses, the first one included. */
  readonly addresses: readonly string[];
  readonly mac: string;
}

/** The machines in the order of a request's way: clients, directors, real servers, and what else there is. */
const roles: readonly Role[] = ["client", "director", "real-server", "machine"];

/** All taps of a lab, in the order of a request's way; a director's outer interface, that of the VIP, comes first. */
export function tapsOf(lab: LabDescription): Tap[] {
  return roles.flatMap((role) => lab.machines.filter((machine) => machine.role === role).flatMap(tapsOfMachine));
}

function tapsOfMachine(machine: MachineDescription): Tap[] {
  const outer = machine.interfaces.filter(({ address }) => address === machine.vip);
  const others = machine.interfaces.filter(({ address }) => address !== machine.vip);
  return [...outer, ...others].map((card) => ({
    name: `${machine.name} ${card.name}`,
    machine: machine.name,
    role: machine.role,
    interface: card.name,
    network: card.network,
    address: card.address,
    addresses: addressesOf(card),
    mac: card.mac,
  }));
}

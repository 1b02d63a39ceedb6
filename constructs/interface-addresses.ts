import type { InterfaceDescription, MachineDescription } from "./lab-description";

/** All addresses of an interface, the main one first. */
export function addressesOf({ address, extraAddresses = [] }: InterfaceDescription): readonly string[] {
  return [address, ...extraAddresses];
}

/** The `id` of the network in which a machine has an address; nothing where it does not have it. */
export function networkWith(machine: MachineDescription | undefined, address: string): string | undefined {
  return machine?.interfaces.find((card) => addressesOf(card).includes(address))?.network;
}

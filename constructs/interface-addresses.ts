import type { InterfaceDescription } from "./lab-description";

/** All addresses of an interface, the main one first. */
export function addressesOf({ address, extraAddresses = [] }: InterfaceDescription): readonly string[] {
  return [address, ...extraAddresses];
}

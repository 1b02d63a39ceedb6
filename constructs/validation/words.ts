import type { Ipv4Network } from "../addresses";
import type { MachineDescription, NetworkDescription, ServiceDescription } from "../lab-description";

/** A machine as sentences begin with it: `real server rs1`. */
export function machineTitle({ role, name }: Pick<MachineDescription, "role" | "name">): string {
  return `${role.replace("-", " ")} ${name}`;
}

/** A network as sentences name it: `network server-side 10.0.0.0/24`. */
export function networkTitle({ id, cidr }: Pick<NetworkDescription, "id" | "cidr">): string {
  return `network ${id} ${cidr}`;
}

export function serviceTitle({ vip, port, director }: ServiceDescription): string {
  return `virtual service ${vip}:${port} of director ${director}`;
}

/** The end of sentences about a wrong address. */
export function giveAddressFrom({ first, last }: Ipv4Network): string {
  return `give it an address from ${first} to ${last}`;
}

/** Whether a number is whole and lies in a range, both ends included. */
export function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** Each pair of equal keys: an item, and the first one before it that has the same key. */
export function repeated<T>(items: readonly T[], key: (item: T) => string): { readonly item: T; readonly first: T }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((item) => {
    const first = firsts.get(key(item));
    if (first !== undefined) return [{ item, first }];
    firsts.set(key(item), item);
    return [];
  });
}

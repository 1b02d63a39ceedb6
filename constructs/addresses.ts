import { IPv4 } from "ipaddr.js";

/** An IPv4 network in which machines can have addresses. */
export interface Ipv4Network {
  /** In its proper form: without bits after the prefix. */
  readonly cidr: string;
  readonly prefixLength: number;
  /** The address of the network itself, which no machine can have (RFC 1122, 3.2.1.3). */
  readonly networkAddress: string;
  /** The last address, which reaches all of the network's machines (RFC 919). */
  readonly broadcastAddress: string;
  /** The first address that a machine can have. */
  readonly first: string;
  /** The last address that a machine can have. */
  readonly last: string;
}

/** Whether a text is an IPv4 address of four decimal numbers, none with a leading zero. */
export function isAddress(text: string): boolean {
  return IPv4.isValidFourPartDecimal(text);
}

/** Whether a text is a netmask: an address whose ones all come before its zeros. */
export function isNetmask(text: string): boolean {
  return isAddress(text) && IPv4.parse(text).prefixLengthFromSubnetMask() !== null;
}

/** Reads `10.0.0.0/24`. Bits after the prefix are cleared; compare the result's `cidr` to find them. */
export function parseNetwork(text: string): Ipv4Network | undefined {
  if (!IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const prefixLength = Number(text.slice(text.indexOf("/") + 1));
  const networkAddress = IPv4.networkAddressFromCIDR(text).toString();
  const broadcastAddress = IPv4.broadcastAddressFromCIDR(text).toString();
  return {
    cidr: `${networkAddress}/${prefixLength}`,
    prefixLength,
    networkAddress,
    broadcastAddress,
    first: fromNumber(toNumber(networkAddress) + 1),
    last: fromNumber(toNumber(broadcastAddress) - 1),
  };
}

/** Whether an address belongs to a network, its first and last included. */
export function contains(network: Ipv4Network, address: string): boolean {
  return isAddress(address) && IPv4.parse(address).match(IPv4.parse(network.networkAddress), network.prefixLength);
}

/** Whether two networks share an address. */
export function overlap(one: Ipv4Network, other: Ipv4Network): boolean {
  return contains(one, other.networkAddress) || contains(other, one.networkAddress);
}

function toNumber(address: string): number {
  return IPv4.parse(address).octets.reduce((value, octet) => value * 256 + octet, 0);
}

function fromNumber(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

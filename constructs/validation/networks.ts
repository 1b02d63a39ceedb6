import { overlap, parseNetwork } from "../addresses";
import type { LabDescription, NetworkDescription } from "../lab-description";
import { networkTitle } from "./words";

/** Networks: each a proper range of IPv4 addresses that no other one shares. */
export function networkMistakes({ networks }: LabDescription): string[] {
  return [...networks.flatMap(rangeMistakes), ...overlaps(networks)];
}

function rangeMistakes({ id, cidr }: NetworkDescription): string[] {
  const network = parseNetwork(cidr);
  if (!network) {
    return [`network ${id}: ${JSON.stringify(cidr)} is not an IPv4 network; write it like 10.0.0.0/24`];
  }
  // A /31 or /32 has no room for two machines, and RFC 1122 gives no network shorter than /8.
  if (network.prefixLength < 8 || network.prefixLength > 30) {
    return [`network ${id}: the prefix length of ${cidr} is ${network.prefixLength}; use one from 8 to 30`];
  }
  if (network.cidr !== cidr) {
    return [`network ${id}: ${cidr} has bits after its prefix; write ${network.cidr}`];
  }
  // RFC 6890: this network, loopback, multicast and above are never addresses of machines.
  const firstOctet = Number(cidr.split(".", 1));
  if (firstOctet === 0 || firstOctet === 127 || firstOctet >= 224) {
    return [`network ${id}: ${cidr} is reserved (RFC 6890); use a private range, such as 10.0.0.0/24`];
  }
  return [];
}

function overlaps(networks: readonly NetworkDescription[]): string[] {
  return networks.flatMap((network, index) =>
    networks.slice(0, index).flatMap((earlier) => {
      const [one, other] = [parseNetwork(network.cidr), parseNetwork(earlier.cidr)];
      if (!one || !other || !overlap(one, other)) return [];
      return [
        `network ${network.id}: ${network.cidr} overlaps ${networkTitle(earlier)}; give them ranges that share no address`,
      ];
    }),
  );
}

import { type Ipv4Network, overlap, parseNetwork } from "../addresses";
import type { LabDescription, NetworkDescription } from "../lab-description";
import { networkTitle, repeated } from "./words";

/** What the kernel takes for an interface: IFNAMSIZ is 16 with the byte that ends it; net/core/dev.c, dev_valid_name. */
const bridgeName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/;

/** Names that are on each host (all and default among its sysctls), or that libvirt gives by itself. */
const takenBridge = /^(all|default|lo|virbr\d+|vnet\d+)$/;

/** Networks: each a proper range of IPv4 addresses that no other one shares. */
export function networkMistakes({ networks }: LabDescription): string[] {
  return [...networks.flatMap(rangeMistakes), ...overlaps(networks), ...bridgeMistakes(networks)];
}

/** The range of a network; nothing where it is wrong, so that nothing else is told about addresses in it. */
export function rangeOf(network: NetworkDescription): Ipv4Network | undefined {
  return rangeMistakes(network).length === 0 ? parseNetwork(network.cidr) : undefined;
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
      const [one, other] = [rangeOf(network), rangeOf(earlier)];
      if (!one || !other || !overlap(one, other)) return [];
      return [
        `network ${network.id}: ${network.cidr} overlaps ${networkTitle(earlier)}; give them ranges that share no address`,
      ];
    }),
  );
}

function bridgeMistakes(networks: readonly NetworkDescription[]): string[] {
  const named = networks.flatMap(({ id, bridge }) => (bridge === undefined ? [] : [{ id, bridge }]));
  const each = named.flatMap(({ id, bridge }) => {
    if (!bridgeName.test(bridge)) {
      return [
        `network ${id}: ${JSON.stringify(bridge)} is not the name of a bridge; ` +
          "use 1 to 15 letters, digits, dots, hyphens and underscores, with neither dot nor hyphen first",
      ];
    }
    return takenBridge.test(bridge)
      ? [`network ${id}: hosts have ${bridge} already; give its bridge another name`]
      : [];
  });
  const twice = repeated(named, ({ bridge }) => bridge).map(
    ({ item, first }) =>
      `network ${item.id}: network ${first.id} has the bridge ${item.bridge} already; give it another`,
  );
  return [...each, ...twice];
}

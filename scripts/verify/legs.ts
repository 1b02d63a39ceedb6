import { addressesOf } from "../../constructs/interface-addresses";
import type { InterfaceDescription, LabDescription, ServiceDescription } from "../../constructs/lab-description";
import type { Check } from "./check";
import type { SeenPacket } from "./tcpdump";

/** One of the four ways that the packets of a request go at the director. */
interface Leg {
  readonly name: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly interfaces: readonly string[];
  readonly direction: "In" | "Out";
}

/**
 * Looks for the four address pairs of one request among the packets that the director saw: the reply's destination is
 * the client all the way. One request is one port of the client, which NAT does not change.
 */
export function judgeLegs(
  lab: LabDescription,
  service: ServiceDescription,
  cip: string,
  packets: readonly SeenPacket[],
): Check[] {
  const legs = legsOf(lab, service, cip);
  const requests = [...groupByClientPort(packets, cip).values()];
  const seen = requests.map((request) => legs.map((leg) => request.find((packet) => isOn(leg, packet))));
  const best = seen.sort((one, other) => count(other) - count(one))[0] ?? [];
  return legs.map((leg, index) => {
    const packet = best[index];
    return {
      statement: `${leg.name} is seen on the director's wire`,
      expected: `${leg.sources.join("|")} > ${leg.destinations.join("|")} on ${leg.interfaces.join("|")} ${leg.direction}`,
      seen: packet
        ? `${packet.source} > ${packet.destination} on ${packet.interface} ${packet.direction}`
        : `not in any of ${requests.length} requests`,
      holds: packet !== undefined,
    };
  });
}

function legsOf(lab: LabDescription, service: ServiceDescription, cip: string): Leg[] {
  const rips = service.realServers.map(({ rip }) => rip);
  const cards = lab.machines.find(({ name }) => name === service.director)?.interfaces ?? [];
  const hasVip = (card: InterfaceDescription) => addressesOf(card).includes(service.vip);
  const outside = cards.filter(hasVip).map(({ name }) => name);
  const inside = cards.filter((card) => !hasVip(card)).map(({ name }) => name);
  const leg = (name: string, source: string[], destination: string[], on: string[], direction: "In" | "Out"): Leg => ({
    name,
    sources: source,
    destinations: destination,
    interfaces: on,
    direction,
  });
  return [
    leg("CIP→VIP", [cip], [service.vip], outside, "In"),
    leg("CIP→RIP", [cip], rips, inside, "Out"),
    leg("RIP→CIP", rips, [cip], inside, "In"),
    leg("VIP→CIP", [service.vip], [cip], outside, "Out"),
  ];
}

function isOn(leg: Leg, packet: SeenPacket): boolean {
  return (
    leg.sources.includes(packet.source) &&
    leg.destinations.includes(packet.destination) &&
    leg.interfaces.includes(packet.interface) &&
    leg.direction === packet.direction
  );
}

function groupByClientPort(packets: readonly SeenPacket[], cip: string): Map<number, SeenPacket[]> {
  const groups = new Map<number, SeenPacket[]>();
  for (const packet of packets) {
    const port = packet.source === cip ? packet.sourcePort : packet.destinationPort;
    groups.set(port, [...(groups.get(port) ?? []), packet]);
  }
  return groups;
}

function count(found: readonly (SeenPacket | undefined)[]): number {
  return found.filter(Boolean).length;
}

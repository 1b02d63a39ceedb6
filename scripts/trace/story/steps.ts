import { type Hook, type HookCounts, hooks, type Leg } from "../guests/hook-counters";
import type { Packet } from "../packet";
import type { Tap } from "../tap";
import type { Journey, Sighting } from "./journeys";

/** A packet at one tap, and what has become of it since the last one. */
export interface Step {
  readonly tap: string;
  readonly machine: string;
  readonly direction: Sighting["direction"];
  /** Number of the frame in the capture file. */
  readonly frame: number;
  /** Microseconds since the trace's first packet. */
  readonly time: number;
  /** Microseconds since the last tap. @default - this is the first */
  readonly delay?: number;
  /** Address, and port where the protocol has ports: layers 3 and 4. */
  readonly source: string;
  readonly destination: string;
  /** Layer 2. */
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly ttl?: number;
  readonly rewritten: readonly Rewriting[];
  /** Where the machine took the packet in at one side and let it out at the other. @default - it came over a link */
  readonly crossing?: Crossing;
}

export interface Rewriting {
  readonly what: "source" | "destination" | "source MAC" | "destination MAC" | "TTL";
  readonly from: string;
  readonly to: string;
}

/** What a machine did to a packet that it passed on. */
export interface Crossing {
  readonly machine: string;
  /** Who passed it on: IPVS, if the connection is in its table; routing changes MAC addresses and the time to live alone. */
  readonly by: "IPVS" | "routing" | "not known";
  /** Netfilter's hooks that counted such packets before and after the rewriting; absent where nothing could count. */
  readonly hooks?: { readonly before: readonly Hook[]; readonly after: readonly Hook[] };
}

/** Packets that a director's hooks counted, and how many journeys went through it each way. */
export type HooksOf = (machine: string) => HookCounts | undefined;

/** The steps of a journey. @param start time of the trace's first packet */
export function stepsOf(journey: Journey, start: number, hooksOf: HooksOf): Step[] {
  return journey.sightings.map(({ tap, direction, packet }, index) => {
    const last = journey.sightings[index - 1];
    const [source, destination] = endsOf(packet);
    const rewritten = last ? rewritings(last.packet, packet) : [];
    const crosses = last?.tap.machine === tap.machine && last.direction === "received" && direction === "sent";
    return {
      tap: tap.name,
      machine: tap.machine,
      direction,
      frame: packet.frame,
      time: packet.time - start,
      ...(last && { delay: packet.time - last.packet.time }),
      source,
      destination,
      sourceMac: packet.sourceMac,
      destinationMac: packet.destinationMac,
      ...(packet.content.kind === "ipv4" && { ttl: packet.content.ttl }),
      rewritten,
      ...(crosses && { crossing: crossingOf(journey, tap, rewritten, hooksOf(tap.machine)) }),
    };
  });
}

function crossingOf(journey: Journey, tap: Tap, rewritten: readonly Rewriting[], counts?: HookCounts): Crossing {
  const nat = rewritten.find(({ what }) => what === "source" || what === "destination");
  const inTable = journey.connection?.joinedBy === "IPVS's connection table";
  // Other methods than NAT leave a request's addresses as they are; still IPVS chose where it goes: ipvsadm(8), "PACKET-FORWARDING-METHOD".
  const content = journey.sightings[0]?.packet.content;
  const toVip = content?.kind === "ipv4" && content.destination === journey.connection?.virtual.address;
  const by = nat || (inTable && toVip) ? (inTable ? "IPVS" : "not known") : "routing";
  const passed = (leg: Leg) => hooks.filter((hook) => (counts?.[hook][leg] ?? 0) > 0);
  if (!counts || !nat) return { machine: tap.machine, by };
  const [before, after] =
    nat.what === "destination" ? (["to VIP", "to RIP"] as const) : (["from RIP", "from VIP"] as const);
  return { machine: tap.machine, by, hooks: { before: passed(before), after: passed(after) } };
}

function rewritings(before: Packet, after: Packet): Rewriting[] {
  const [source, destination] = endsOf(before);
  const [newSource, newDestination] = endsOf(after);
  const ttl = (packet: Packet) => (packet.content.kind === "ipv4" ? `${packet.content.ttl}` : "");
  const pairs: Rewriting[] = [
    { what: "source", from: source, to: newSource },
    { what: "destination", from: destination, to: newDestination },
    { what: "source MAC", from: before.sourceMac, to: after.sourceMac },
    { what: "destination MAC", from: before.destinationMac, to: after.destinationMac },
    { what: "TTL", from: ttl(before), to: ttl(after) },
  ];
  return pairs.filter(({ from, to }) => from !== to);
}

/** Source and destination of layers 3 and 4: "192.168.10.6:40000". */
export function endsOf({ content }: Packet): [string, string] {
  if (content.kind === "arp") return [content.senderAddress, content.targetAddress];
  const { source, destination, transport } = content;
  if (!transport || transport.kind === "icmp") return [source, destination];
  return [`${source}:${transport.sourcePort}`, `${destination}:${transport.destinationPort}`];
}

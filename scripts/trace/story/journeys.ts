import { identityOf } from "../identity";
import type { Packet } from "../packet";
import type { Tap } from "../tap";
import type { Connection, Connections } from "./connections";

/** One packet on its way: each tap that saw it, in order of time. */
export interface Journey {
  /** Absent for ARP. */
  readonly connection?: Connection;
  readonly sightings: readonly Sighting[];
  /** The sender has sent the same data before. */
  readonly again: boolean;
}

/** A packet at a tap: the tap's machine sent or received it there. */
export interface Sighting {
  readonly tap: Tap;
  readonly direction: "sent" | "received";
  readonly packet: Packet;
}

const broadcast = "ff:ff:ff:ff:ff:ff";

/**
 * Follows each packet from tap to tap. Copies that a bridge floods to machines that they are not for are left out.
 *
 * @param packets in order of time
 */
export function journeysOf(packets: readonly Packet[], taps: readonly Tap[], connections: Connections): Journey[] {
  const byName = new Map(taps.map((tap) => [tap.name, tap]));
  const journeys: { connection?: Connection; sightings: Sighting[] }[] = [];
  const underway = new Map<string, typeof journeys>();
  for (const packet of packets) {
    const tap = byName.get(packet.tap);
    const direction = tap && directionAt(tap, packet);
    if (!tap || !direction) continue;
    const connection = connections.of(packet);
    const key = `${connection?.number} ${identityOf(packet)}`;
    const candidates = underway.get(key) ?? [];
    // A packet passes each end of a link once: a second time it is another packet, of the same looks.
    const journey = [...candidates].reverse().find(({ sightings }) => !sightings.some(isAt(tap, direction)));
    const sighting = { tap, direction, packet };
    if (journey) journey.sightings.push(sighting);
    else {
      const begun = { connection, sightings: [sighting] };
      journeys.push(begun);
      underway.set(key, [...candidates, begun]);
    }
  }
  const sent = new Set<string>();
  return journeys.map((journey) => ({ ...journey, again: isAgain(journey, sent) }));
}

function directionAt({ mac }: Tap, { sourceMac, destinationMac }: Packet): Sighting["direction"] | undefined {
  if (sourceMac === mac) return "sent";
  return destinationMac === mac || destinationMac === broadcast ? "received" : undefined;
}

function isAt(tap: Tap, direction: Sighting["direction"]) {
  return (sighting: Sighting) => sighting.tap.name === tap.name && sighting.direction === direction;
}

/** Whether a TCP segment takes sequence numbers that its sender used before. */
function isAgain(journey: Omit<Journey, "again">, sent: Set<string>): boolean {
  const key = sequenceKey(journey);
  if (key === undefined || sent.has(key)) return key !== undefined;
  sent.add(key);
  return false;
}

/** What is the same in a TCP segment and its repetition: the sequence numbers that it takes (RFC 9293, 3.4: data, SYN, FIN), if it takes any. */
export function sequenceKey({ connection, sightings: [first] }: Omit<Journey, "again">): string | undefined {
  const content = first?.packet.content;
  const transport = content?.kind === "ipv4" ? content.transport : undefined;
  if (!connection || content?.kind !== "ipv4" || transport?.kind !== "tcp") return undefined;
  const { sequence, length, flags } = transport;
  const marks = flags.filter((flag) => flag === "SYN" || flag === "FIN");
  if (length === 0 && marks.length === 0) return undefined;
  return [connection.number, content.source, transport.sourcePort, sequence, length, ...marks].join(" ");
}

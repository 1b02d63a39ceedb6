import { identityOf } from "../identity";
import type { Packet } from "../packet";
import type { Tap } from "../tap";

/** How the machines' clocks stand to each other. */
export interface Alignment {
  /** Microseconds by machine that its clock is ahead of the first aligned machine's. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Microseconds by which the aligned times of two machines may be apart at the most; {@link assumed} ones aside. */
  readonly errorUs: number;
  /** Machines with which packets went one way only: the quickest is taken to have needed no time. */
  readonly assumed: readonly string[];
  /** Machines that captured packets of which nobody else saw one. */
  readonly unaligned: readonly string[];
}

/** How far one machine's clock is ahead of another's, from the packets that both saw. */
interface Lead {
  readonly from: string;
  readonly to: string;
  readonly offset: number;
  /** Absent where packets went one way only. */
  readonly errorUs?: number;
}

/**
 * Aligns the clocks of machines that captured by themselves. A packet arrives after it was sent, whatever the clocks say:
 * packets one way bound the difference of two clocks from above, those the other way from below. Its middle is taken, and
 * half of what is between is the error (as in NTP: RFC 5905, 8).
 */
export function alignClocks(packets: readonly Packet[], taps: readonly Tap[]): Alignment {
  const seen = new Set(packets.map(({ tap }) => tap));
  const machines = [...new Set(taps.filter(({ name }) => seen.has(name)).map(({ machine }) => machine))];
  const leads = leadsOf(packets, taps);
  const known = new Map([[mostLinked(machines, leads), { offset: 0, errorUs: 0, assumed: false }]]);
  for (let lead = next(leads, known); lead; lead = next(leads, known)) {
    const base = known.get(lead.from) ?? { offset: 0, errorUs: 0, assumed: false };
    known.set(lead.to, {
      offset: base.offset + lead.offset,
      errorUs: base.errorUs + (lead.errorUs ?? 0),
      assumed: base.assumed || lead.errorUs === undefined,
    });
  }
  const [first = 0, second = 0] = [...known.values()].map(({ errorUs }) => errorUs).sort((a, b) => b - a);
  return {
    offsets: new Map([...known].map(([machine, { offset }]) => [machine, offset])),
    errorUs: first + second,
    assumed: machines.filter((machine) => known.get(machine)?.assumed),
    unaligned: machines.filter((machine) => !known.has(machine)),
  };
}

/** A lead from an aligned machine to one that is not; such with an error, from both ways, before others. */
function next(leads: readonly Lead[], known: ReadonlyMap<string, unknown>): Lead | undefined {
  const usable = leads.filter(({ from, to }) => known.has(from) && !known.has(to));
  return usable.find(({ errorUs }) => errorUs !== undefined) ?? usable[0];
}

/** The packets by the first aligned machine's clock, in order of time. */
export function shifted(
  packets: readonly Packet[],
  taps: readonly Tap[],
  offsets: ReadonlyMap<string, number>,
): Packet[] {
  const machineOf = new Map(taps.map(({ name, machine }) => [name, machine]));
  return packets
    .map((packet) => ({ ...packet, time: packet.time - (offsets.get(machineOf.get(packet.tap) ?? "") ?? 0) }))
    .sort((one, other) => one.time - other.time);
}

function leadsOf(packets: readonly Packet[], taps: readonly Tap[]): Lead[] {
  const shortest = shortestWays(packets, taps);
  return [...shortest.values()].flatMap(({ from, to, us }): Lead[] => {
    const back = shortest.get(`${to} ${from}`)?.us;
    if (back !== undefined) return [{ from, to, offset: (us - back) / 2, errorUs: Math.abs(us + back) / 2 }];
    return [
      { from, to, offset: us },
      { from: to, to: from, offset: -us },
    ];
  });
}

/** The shortest time, by two clocks, in which a packet came from one machine to another over one link. */
function shortestWays(packets: readonly Packet[], taps: readonly Tap[]) {
  const byMac = new Map(taps.map((tap) => [tap.mac, tap]));
  const sent = new Map<string, number[]>();
  const shortest = new Map<string, { from: string; to: string; us: number }>();
  const senders = packets.filter(({ tap, sourceMac }) => byMac.get(sourceMac)?.name === tap);
  for (const packet of senders) sent.set(onLink(packet), [...(sent.get(onLink(packet)) ?? []), packet.time]);
  for (const packet of packets) {
    const [from, to] = [byMac.get(packet.sourceMac), byMac.get(packet.destinationMac)];
    const times = sent.get(onLink(packet)) ?? [];
    // Where the same was sent twice nobody can say which one this is.
    if (!from || to?.name !== packet.tap || times.length !== 1) continue;
    const us = packet.time - (times[0] ?? 0);
    const way = `${from.machine} ${to.machine}`;
    if (us < (shortest.get(way)?.us ?? Number.POSITIVE_INFINITY)) {
      shortest.set(way, { from: from.machine, to: to.machine, us });
    }
  }
  return shortest;
}

function onLink(packet: Packet): string {
  return `${packet.sourceMac} ${packet.destinationMac} ${identityOf(packet)}`;
}

function mostLinked(machines: readonly string[], leads: readonly Lead[]): string {
  const count = (machine: string) => leads.filter(({ from }) => from === machine).length;
  return [...machines].sort((one, other) => count(other) - count(one))[0] ?? "";
}

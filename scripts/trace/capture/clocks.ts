import { identityOf } from "../identity";
import type { Packet } from "../packet";
import type { Tap } from "../tap";

/** How the machines' clocks stand to each other. */
export interface Alignment {
  /** Microseconds by machine that its clock is ahead of the first aligned machine's. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Microseconds by which the aligned times of two machines may be apart at the most. */
  readonly errorUs: number;
  /** Machines of which no packet was seen at both ends, in both directions. */
  readonly unaligned: readonly string[];
}

/** How far one machine's clock is ahead of another's, from the packets that both saw. */
interface Lead {
  readonly from: string;
  readonly to: string;
  readonly offset: number;
  readonly errorUs: number;
}

/**
 * Aligns the clocks of machines that captured by themselves. A packet arrives after it was sent, whatever the clocks say:
 * packets one way bound the difference of two clocks from above, those the other way from below. Its middle is taken, and
 * half of what is between is the error (as in NTP: RFC 5905, 8).
 */
export function alignClocks(packets: readonly Packet[], taps: readonly Tap[]): Alignment {
  const leads = leadsOf(packets, taps);
  const machines = [...new Set(taps.map(({ machine }) => machine))];
  const reference = leads.length > 0 ? mostLinked(leads) : (machines[0] ?? "");
  const known = new Map([[reference, { offset: 0, errorUs: 0 }]]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to, offset, errorUs } of leads) {
      const base = known.get(from);
      if (!base || known.has(to)) continue;
      known.set(to, { offset: base.offset + offset, errorUs: base.errorUs + errorUs });
      grown = true;
    }
  }
  const [first = 0, second = 0] = [...known.values()].map(({ errorUs }) => errorUs).sort((a, b) => b - a);
  return {
    offsets: new Map([...known].map(([machine, { offset }]) => [machine, offset])),
    errorUs: first + second,
    unaligned: machines.filter((machine) => !known.has(machine)),
  };
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
  return [...shortest.values()].flatMap(({ from, to, us }) => {
    const back = shortest.get(`${to} ${from}`)?.us;
    return back === undefined ? [] : [{ from, to, offset: (us - back) / 2, errorUs: Math.abs(us + back) / 2 }];
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

function mostLinked(leads: readonly Lead[]): string {
  const count = (machine: string) => leads.filter(({ from }) => from === machine).length;
  return [...leads].sort((one, other) => count(other.from) - count(one.from))[0]?.from ?? "";
}

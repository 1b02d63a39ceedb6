import type { Hook } from "./hook-counters";

/** Where a firewall can refuse a packet: netfilter's hooks, and before and after them an interface's own. */
export type Place = Hook | "INGRESS" | "EGRESS";

/** A rule of a firewall, or a chain's policy, that refuses packets. */
export interface Refusal {
  /** As its program writes it: "iptables -A FORWARD -p tcp -j DROP". */
  readonly rule: string;
  /** A refusal that is a reject answers with RST or an ICMP error. */
  readonly verdict: "drop" | "reject";
  /** Where packets come to it; several where its chain is called from several. */
  readonly places: readonly Place[];
  /** Packets that it has refused. @default - it has no counter */
  readonly packets?: number;
}

/** A chain and another one that it hands packets to. */
export interface Call {
  readonly from: string;
  readonly to: string;
}

/** The places from which packets come to a chain: its own, and those of the chains that call it. */
export function placesOf(
  chain: string,
  own: ReadonlyMap<string, Place>,
  calls: readonly Call[],
  seen: readonly string[] = [],
): Place[] {
  if (seen.includes(chain)) return [];
  const callers = calls.filter(({ to }) => to === chain);
  const place = own.get(chain);
  const places = callers.flatMap(({ from }) => placesOf(from, own, calls, [...seen, chain]));
  return [...new Set([...(place ? [place] : []), ...places])];
}

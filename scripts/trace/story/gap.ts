import type { Hook, HookCounts, Leg } from "../guests/hook-counters";
import type { Place } from "../guests/refusal";

/** A hook that packets pass on their way through a director, and the addresses that they have there. */
export interface Stage {
  readonly hook: Hook;
  readonly leg: Leg;
}

/** IPVS takes requests at LOCAL_IN and sends them on as the machine's own: see "What a step says" in docs/trace.md. */
export const requestWay: readonly Stage[] = [
  { hook: "PREROUTING", leg: "to VIP" },
  { hook: "LOCAL_IN", leg: "to VIP" },
  { hook: "LOCAL_OUT", leg: "to RIP" },
  { hook: "POSTROUTING", leg: "to RIP" },
];

export const replyWay: readonly Stage[] = [
  { hook: "PREROUTING", leg: "from RIP" },
  { hook: "FORWARD", leg: "from RIP" },
  { hook: "POSTROUTING", leg: "from VIP" },
];

/** The part of a director in which packets vanished. */
export interface Gap {
  /** "between PREROUTING and LOCAL_IN". */
  readonly words: string;
  /** Where a firewall may have refused them there: at each of both hooks, for a chain may stand before its counter or after it. */
  readonly places: readonly Place[];
}

/** Where the counts of a way's hooks fall first. They are of all packets with such addresses during the trace. */
export function gapOf(counts: HookCounts | undefined, way: readonly Stage[]): Gap | undefined {
  if (!counts) return undefined;
  const passed = way.map(({ hook, leg }) => ({ hook, packets: counts[hook][leg] }));
  const [first] = passed;
  if (first?.packets === 0) return { words: `before ${first.hook}`, places: ["INGRESS", first.hook] };
  const index = passed.findIndex(({ packets }, at) => packets < (passed[at - 1]?.packets ?? 0));
  const [last, next] = [passed[index - 1], passed[index]];
  if (last && next) {
    const words = `between ${last.hook} and ${next.hook}`;
    return { words, places: [last.hook, next.hook] };
  }
  const end = passed.at(-1);
  return end && { words: `after ${end.hook}`, places: [end.hook, "EGRESS"] };
}

import type { Facts } from "../../../../scripts/trace/guests/facts";
import type { HookCounts } from "../../../../scripts/trace/guests/hook-counters";
import type { Refusal } from "../../../../scripts/trace/guests/refusal";
import type { Packet } from "../../../../scripts/trace/packet";
import { type Seen, tell } from "../../../../scripts/trace/story/story";
import { recorded } from "../../../recordings/recording";

/** What is otherwise about a machine of a recording. */
export interface Alteration {
  readonly after?: Partial<Facts>;
  /** By how much counters grew. */
  readonly grown?: Readonly<Record<string, number>>;
  readonly hooks?: HookCounts;
}

/** A recording in which other packets were seen, and other things measured of machines. */
export function altered(name: string, packets: (one: Packet) => boolean, by: Record<string, Alteration>): Seen {
  const seen = recorded(name);
  const measured = seen.measured.map((one) => {
    const { after, hooks, grown = {} } = by[one.machine] ?? {};
    if (!one.before || !one.after) return one;
    const { counters: _, ...facts } = one.after;
    const zero = Object.fromEntries(Object.keys(grown).map((counter) => [counter, 0]));
    return {
      ...one,
      ...(hooks && { hooks }),
      before: { ...one.before, refusals: after?.refusals?.map(unused) ?? [], counters: zero },
      after: { ...facts, counters: grown, ...after },
    };
  });
  return { ...seen, packets: seen.packets.filter(packets), measured };
}

function unused(refusal: Refusal): Refusal {
  return refusal.packets === undefined ? refusal : { ...refusal, packets: 0 };
}

/** What is said of it, each sentence once with what was measured for it. */
export function saidOf(seen: Seen): Record<string, readonly string[]> {
  const notes = tell(seen).packets.flatMap((packet) => packet.notes);
  return Object.fromEntries(notes.map(({ sentence, evidence }) => [sentence, evidence]));
}

/** Counts of a director's hooks; those that are not named counted nothing. */
export function hookCounts(counted: Partial<Record<keyof HookCounts, Partial<HookCounts["FORWARD"]>>>): HookCounts {
  const none = { "to VIP": 0, "to RIP": 0, "from RIP": 0, "from VIP": 0 };
  const at = (hook: keyof HookCounts) => ({ ...none, ...counted[hook] });
  return {
    PREROUTING: at("PREROUTING"),
    LOCAL_IN: at("LOCAL_IN"),
    FORWARD: at("FORWARD"),
    LOCAL_OUT: at("LOCAL_OUT"),
    POSTROUTING: at("POSTROUTING"),
  };
}

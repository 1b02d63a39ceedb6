import { hooks, type Leg } from "../../guests/hook-counters";
import type { Measured } from "../../guests/measure";
import { wordFor } from "../case";
import type { Journey } from "../journeys";

/** What netfilter's hooks on a director counted of packets with these addresses: "lvs counted from RIP: PREROUTING 3, FORWARD 0, …". */
export function hookEvidence({ machine, hooks: counts }: Measured, ...which: readonly Leg[]): string[] {
  if (!counts) return [];
  return which.map(
    (leg) => `${machine} counted ${leg}: ${hooks.map((hook) => `${hook} ${counts[hook][leg]}`).join(", ")}`,
  );
}

/** The same for the side of the director on which a journey ended. */
export function fromListing(journey: Journey, measured: Measured): string[] {
  return hookEvidence(measured, wordFor(journey) === "reply" ? "from RIP" : "to VIP");
}

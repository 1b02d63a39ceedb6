import { type Case, firstSighting } from "../case";
import type { Journey } from "../journeys";
import { forwardingMethod } from "./forwarding-method";
import type { Note } from "./note";
import { article, grownNo, type No } from "./refusal-words";

/** A director says no to what it was to forward by another method than NAT, which the lab's real servers aren't set up for. */
export function refusedByMethod(journey: Journey, no: No, known: Case): Note | undefined {
  const { machine, role } = firstSighting(journey).tap;
  const method = forwardingMethod(journey, known);
  if (role !== "director" || !method || method.forward === "Masq") return undefined;
  return {
    kind: "refused",
    machine,
    sentence: `${method.words}: ${machine}'s kernel answers with ${article(no)}`,
    evidence: [method.evidence, ...grownNo(machine, no, known)],
  };
}

import { type Case, firstSighting, measuredOf } from "../case";
import { everywhere, grownRules, grownWords, mayConcern } from "../firewall";
import type { Journey } from "../journeys";
import type { Note } from "./note";
import { article, grownNo, type No } from "./refusal-words";
import { refusedDirection } from "./refused-unexplained";

/** A rule of a machine's firewall that rejects, and whose counter grew. */
export function refusedByFirewall(journey: Journey, no: No, known: Case): Note | undefined {
  const { machine } = firstSighting(journey).tap;
  const direction = refusedDirection(journey);
  const [rule] = grownRules(measuredOf(known, machine), everywhere)
    .filter(({ verdict }) => verdict === "reject")
    .filter((one) => mayConcern(one, journey, direction));
  if (!rule) return undefined;
  return {
    kind: "refused",
    machine,
    sentence: `a firewall rule on ${machine} refuses the ${direction}: its kernel answers with ${article(no)}`,
    evidence: [grownWords(machine, rule), ...grownNo(machine, no, known)],
  };
}

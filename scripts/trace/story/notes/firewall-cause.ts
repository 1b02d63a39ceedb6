import type { Place } from "../../guests/refusal";
import { type Case, lastSighting, measuredOf } from "../case";
import { claimOf, directionOf, grownRules, grownWords, mayConcern, uncountedRules, uncountedWords } from "../firewall";
import type { Gap } from "../gap";
import type { Journey } from "../journeys";
import type { Cause } from "./cause";
import { endedThere } from "./ended-there";

/** A rule at one of some places, on the machine at which a packet ended, whose counter grew. */
export function countedRuleCause(journey: Journey, known: Case, places: readonly Place[]): Cause | undefined {
  const { machine } = lastSighting(journey).tap;
  const direction = directionOf(journey);
  const [rule] = grownRules(measuredOf(known, machine), places).filter((one) => mayConcern(one, journey, direction));
  if (!rule) return undefined;
  const ended = endedThere(journey, known);
  return { words: claimOf(rule, ended), evidence: [grownWords(machine, rule, ended)] };
}

/** Rules there that have no counter: whether they refused the packet was not measured, but the hooks may tell that it got no further. */
export function uncountedRuleCause(
  journey: Journey,
  known: Case,
  places: readonly Place[],
  gap?: Gap,
): Cause | undefined {
  const { machine } = lastSighting(journey).tap;
  const direction = directionOf(journey);
  const rules = uncountedRules(measuredOf(known, machine), places).filter((one) => mayConcern(one, journey, direction));
  if (rules.length === 0) return undefined;
  const lost = gap ? `lost ${gap.words}, where` : "on its way";
  return {
    words: `${lost} a firewall rule without a counter may refuse it`,
    evidence: rules.map((one) => uncountedWords(machine, one)),
  };
}

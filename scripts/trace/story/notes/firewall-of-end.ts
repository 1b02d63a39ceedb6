import type { Place, Refusal } from "../../guests/refusal";
import { type Case, lastSighting, measuredOf } from "../case";
import { directionOf, grownRules, grownWords, inward, mayConcern, uncountedRules, uncountedWords } from "../firewall";
import type { Journey } from "../journeys";
import { endedThere } from "./inside-cause";

/** What the firewall of a machine that a packet was for may have refused: the packet, or the machine's answer. */
export interface FirewallOfEnd {
  /** Evidence of a rule whose counter grew. @default - none did */
  readonly grown?: string;
  /** Evidence of rules that have no counter. */
  readonly uncounted: readonly string[];
}

/** Asks the rules at some places of the machine at which a journey ended. */
export function firewallOfEnd(journey: Journey, known: Case, places: readonly Place[]): FirewallOfEnd {
  const { machine } = lastSighting(journey).tap;
  const measured = measuredOf(known, machine);
  const coming = directionOf(journey);
  const leaving = coming === "request" ? "reply" : "request";
  const concerns = (rule: Refusal) => {
    const comesIn = rule.places.some((place) => inward.includes(place));
    return mayConcern(rule, journey, comesIn ? coming : leaving);
  };
  const [rule] = grownRules(measured, places).filter(concerns);
  return {
    ...(rule && { grown: grownWords(machine, rule, endedThere(journey, known)) }),
    uncounted: uncountedRules(measured, places)
      .filter(concerns)
      .map((one) => uncountedWords(machine, one)),
  };
}

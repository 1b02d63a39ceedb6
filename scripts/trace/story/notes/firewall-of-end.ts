import type { Place, Refusal } from "../../guests/refusal";
import { type Case, lastSighting, measuredOf } from "../case";
import {
  claimOf,
  directionOf,
  type GrownRule,
  grownRules,
  grownWords,
  inward,
  mayConcern,
  uncountedRules,
  uncountedWords,
} from "../firewall";
import type { Journey } from "../journeys";
import { repeatedThere } from "./ended-there";

/** What the firewall of a machine that a packet was for may have refused: the packet, or the machine's answer. */
export interface FirewallOfEnd {
  /** A rule whose counter grew. @default - none did */
  readonly grown?: { readonly claim: string; readonly evidence: string };
  /** Evidence of rules that have no counter. */
  readonly uncounted: readonly string[];
}

/** Asks the rules at some places of the machine at which a journey ended. */
export function firewallOfEnd(journey: Journey, known: Case, places: readonly Place[]): FirewallOfEnd {
  const { machine } = lastSighting(journey).tap;
  const measured = measuredOf(known, machine);
  const coming = directionOf(journey);
  const leaving = coming === "request" ? "reply" : "request";
  const comesIn = (rule: Refusal) => rule.places.some((place) => inward.includes(place));
  const concerns = (rule: Refusal) => mayConcern(rule, journey, comesIn(rule) ? coming : leaving);
  const [rule] = grownRules(measured, places).filter(concerns);
  return {
    ...(rule && { grown: comesIn(rule) ? asComing(rule) : asLeaving(rule) }),
    uncounted: uncountedRules(measured, places)
      .filter(concerns)
      .map((one) => uncountedWords(machine, one)),
  };

  function asComing(rule: GrownRule): FirewallOfEnd["grown"] {
    const ended = repeatedThere(journey, known);
    return { claim: claimOf(rule, ended), evidence: grownWords(machine, rule, ended) };
  }

  /** How many answers there were is not known: none was seen. */
  function asLeaving(rule: GrownRule): FirewallOfEnd["grown"] {
    return { claim: "a firewall rule refuses what it answers", evidence: grownWords(machine, rule) };
  }
}

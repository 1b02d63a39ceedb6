import { type Case, firstSighting, ipv4Of, measuredOf } from "../case";
import { everywhere, mayConcern, uncountedRules, uncountedWords } from "../firewall";
import type { Journey } from "../journeys";
import { unexplained } from "./cause";
import type { Note } from "./note";
import { article, grownNo, type No } from "./refusal-words";

/** A no whose cause was not measured: at most there are rules that reject, and don't count. */
export function refusedUnexplained(journey: Journey, no: No, known: Case): Note {
  const { machine } = firstSighting(journey).tap;
  const rules = uncountedRules(measuredOf(known, machine), everywhere)
    .filter(({ verdict }) => verdict === "reject")
    .filter((one) => mayConcern(one, journey, refusedDirection(journey)));
  const cause = rules.length > 0 ? "a firewall rule without a counter may be why" : unexplained;
  return {
    kind: "refused",
    machine,
    sentence: `${machine} answers with ${article(no)}: ${cause}`,
    evidence: [...rules.map((rule) => uncountedWords(machine, rule)), ...grownNo(machine, no, known)],
  };
}

/** What a no is the answer to: a packet of the end that it goes to. */
export function refusedDirection(journey: Journey): "request" | "reply" {
  return ipv4Of(firstSighting(journey))?.destination === journey.connection?.client.address ? "request" : "reply";
}

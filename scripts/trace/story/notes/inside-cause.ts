import type { Place } from "../../guests/refusal";
import { type Case, factsOf, isWay, lastSighting, measuredOf, nextHop } from "../case";
import { claimOf, directionOf, grownRules, grownWords, mayConcern, uncountedRules, uncountedWords } from "../firewall";
import { type Gap, gapOf, type Stage } from "../gap";
import { growth } from "../growth";
import type { Journey } from "../journeys";
import { endedThere } from "./ended-there";

/** Why a machine did not pass a packet on, as far as it was measured. */
export interface Cause {
  /** "a firewall rule refuses it". */
  readonly words: string;
  readonly evidence: readonly string[];
}

/** A machine that should have passed a packet on. */
export interface Passage {
  /** Where firewalls may stand on its way there. */
  readonly places: readonly Place[];
  /** The hooks that a director counts at on that way. */
  readonly way: readonly Stage[];
  /** Where the packet goes from there. @default - that is not known */
  readonly next?: string;
}

/** Looks for what kept a packet within a machine; the last resort is what the hooks counted. */
export function causeInside(journey: Journey, known: Case, { places, way, next }: Passage): Cause | undefined {
  const { tap } = lastSighting(journey);
  const { machine } = tap;
  const measured = measuredOf(known, machine);
  const facts = factsOf(known, machine);
  const gap = gapOf(measured.hooks, way);
  const direction = directionOf(journey);
  const where = gap?.places ?? places;

  if (measured.state !== "running") return { words: `${machine} is ${measured.state}`, evidence: [] };
  const [rule] = grownRules(measured, where).filter((one) => mayConcern(one, journey, direction));
  if (rule) {
    const ended = endedThere(journey, known);
    return { words: claimOf(rule, ended), evidence: [grownWords(machine, rule, ended)] };
  }
  return (
    reversePathCause(journey, known) ??
    (next === undefined ? undefined : noWayCause(machine, next, known)) ??
    uncountedCause() ??
    gapCause(gap)
  );

  function uncountedCause(): Cause | undefined {
    const rules = uncountedRules(measured, where).filter((one) => mayConcern(one, journey, direction));
    if (rules.length === 0 || !facts) return undefined;
    const lost = gap ? `lost ${gap.words}, where a firewall rule` : "on its way a firewall rule";
    return {
      words: `${lost} without a counter may refuse it`,
      evidence: rules.map((one) => uncountedWords(machine, one)),
    };
  }
}

/** RFC 3704; the settings are explained in the kernel's networking/ip-sysctl. */
function reversePathCause(journey: Journey, known: Case): Cause | undefined {
  const { tap } = lastSighting(journey);
  const { machine } = tap;
  const refused = growth(measuredOf(known, machine), "TcpExtIPReversePathFilter");
  if (refused <= 0) return undefined;
  const settings = ["all", tap.interface].map((name) => `net.ipv4.conf.${name}.rp_filter`);
  return {
    words: "the reverse path filter refuses its source",
    evidence: settings.map((name) => `${machine}: ${name} = ${factsOf(known, machine)?.settings[name]}`),
  };
}

/** No route to where it goes, or nobody there. */
function noWayCause(machine: string, next: string, known: Case): Cause | undefined {
  const facts = factsOf(known, machine);
  const route = facts?.routes[next];
  if (!facts || !route) return undefined;
  const listing = `${machine}: ip route get ${next}: ${route}`;
  if (!isWay(route)) {
    return { words: `${machine} has no route to ${next}`, evidence: [listing, ...linksDown(machine, known)] };
  }
  const hop = nextHop(route, next);
  const state = facts.neighbours[hop];
  if (state !== "FAILED" && state !== "INCOMPLETE") return undefined;
  return { words: `nobody answers for ${hop}`, evidence: [listing, `${machine}: ip neigh: ${hop} ${state}`] };
}

function gapCause(gap: Gap | undefined): Cause | undefined {
  return gap && { words: `lost ${gap.words}, and what was measured does not say why`, evidence: [] };
}

/** "rs1: eth0 is down", of each interface that is. */
export function linksDown(machine: string, known: Case): string[] {
  return Object.entries(factsOf(known, machine)?.links ?? {})
    .filter(([, state]) => state === "down")
    .map(([name]) => `${machine}: ${name} is down`);
}

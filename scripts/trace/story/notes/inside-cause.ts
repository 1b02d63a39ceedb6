import type { Place } from "../../guests/refusal";
import { type Case, lastSighting, measuredOf } from "../case";
import { type Gap, gapOf, type Stage } from "../gap";
import type { Journey } from "../journeys";
import { type Cause, unexplained } from "./cause";
import { countedRuleCause, uncountedRuleCause } from "./firewall-cause";
import { noWayCause, reversePathCause } from "./routing-cause";

/** A machine that should have passed a packet on. */
export interface Passage {
  /** Where firewalls may stand on its way there. */
  readonly places: readonly Place[];
  /** The hooks that a director counts at on that way. */
  readonly way: readonly Stage[];
  /** Where the packet goes from there. @default - that is not known */
  readonly next?: string;
}

/** Looks for what kept a packet within a machine: counters first, then settings and tables; the last resort is what the hooks counted. */
export function causeInside(journey: Journey, known: Case, { places, way, next }: Passage): Cause | undefined {
  const { machine } = lastSighting(journey).tap;
  const { state, hooks } = measuredOf(known, machine);
  if (state !== "running") return { words: `${machine} is ${state}`, evidence: [] };
  const gap = gapOf(hooks, way);
  const where = gap?.places ?? places;
  return (
    countedRuleCause(journey, known, where) ??
    reversePathCause(journey, known, gap) ??
    (next === undefined ? undefined : noWayCause(machine, next, known, gap)) ??
    uncountedRuleCause(journey, known, where, gap) ??
    gapCause(gap)
  );
}

function gapCause(gap: Gap | undefined): Cause | undefined {
  return gap && { words: `lost ${gap.words}, and ${unexplained}`, evidence: [] };
}

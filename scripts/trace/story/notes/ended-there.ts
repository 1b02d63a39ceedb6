import { type Case, lastSighting, wordFor } from "../case";
import { type Journey, sequenceKey } from "../journeys";

/** How many packets of a journey's connection and direction the trace saw last where it ended. */
export function endedThere(journey: Journey, known: Case): number {
  return alikeThere(journey, known).length;
}

/** The same where packets end anyhow, at the machine that they are for: those that say what this one says, sent again. */
export function repeatedThere(journey: Journey, known: Case): number {
  const key = sequenceKey(journey);
  return alikeThere(journey, known).filter((other) => sequenceKey(other) === key).length;
}

function alikeThere(journey: Journey, { journeys }: Case): Journey[] {
  const end = lastSighting(journey);
  return journeys.filter((other) => {
    const { tap, direction } = lastSighting(other);
    const isThere = tap.name === end.tap.name && direction === end.direction;
    return isThere && other.connection === journey.connection && wordFor(other) === wordFor(journey);
  });
}

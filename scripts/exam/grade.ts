import type { Fault } from "../../lessons/fault";
import type { Text } from "../../lessons/text";
import type { Observed } from "../lesson/look";

/** What a hint costs of the one point that a mended fault gives. */
export const hintCost = 0.25;

/** What of an exam counts. */
interface Sat {
  readonly seed: number;
  /** When it began, ISO 8601. */
  readonly began: string;
  /** Hints taken, of each fault. */
  readonly hints: readonly number[];
}

/** What became of a fault. */
export interface GradedFault {
  readonly name: string;
  readonly title: Text;
  readonly mended: boolean;
  /** Hints taken. */
  readonly hints: number;
  /** From 0 to 1. */
  readonly points: number;
  /** Where the fault lay, at the end of the exam: what was run there, and what it printed. */
  readonly evidence: Observed;
}

/** What an exam came to. */
export interface Grade {
  readonly lab: string;
  readonly seed: number;
  /** ISO 8601, as is `ended`. */
  readonly began: string;
  readonly ended: string;
  /** From its beginning to its end. */
  readonly seconds: number;
  /** In the order in which the seed picks them. */
  readonly faults: readonly GradedFault[];
  readonly hints: number;
  /** The sum of the faults' points; as many as there are faults can be had. */
  readonly points: number;
}

/**
 * Grades an exam: a point for each mended fault, less what its hints cost.
 *
 * @param looked each fault, with its title for this lab and what was seen of it at the end
 */
export function gradeOf(
  lab: string,
  { seed, began, hints }: Sat,
  looked: readonly (Pick<Fault, "name" | "title"> & { readonly evidence: Observed })[],
  ended: Date,
): Grade {
  const graded = looked.map(({ name, title, evidence }, index) => {
    const taken = hints[index] ?? 0;
    const mended = evidence.holds;
    return { name, title, mended, hints: taken, points: mended ? Math.max(0, 1 - hintCost * taken) : 0, evidence };
  });
  return {
    lab,
    seed,
    began,
    ended: ended.toISOString(),
    seconds: Math.round((ended.getTime() - Date.parse(began)) / 1000),
    faults: graded,
    hints: graded.reduce((sum, one) => sum + one.hints, 0),
    points: graded.reduce((sum, one) => sum + one.points, 0),
  };
}

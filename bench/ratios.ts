import type { Round } from "./rounds";
import type { Row } from "./rows";

/** A row with what the rounds say about it. */
export interface Result extends Row {
  /** The measurement itself: the median of the rounds. */
  readonly value?: number;
  /** The quotient with `against`, or the measurement where there is none. Each round has its own, of which this is the median. */
  readonly ratio?: Spread;
  /** Whether the median keeps the bound; absent where nothing was measured, or there is no bound. */
  readonly holds?: boolean;
  /** Why there is no measurement. */
  readonly failure?: string;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** Sums the rounds up, row by row; a row of which nothing was measured and nothing failed is left out. */
export function results(rows: readonly Row[], rounds: readonly Round[]): Result[] {
  return rows.flatMap((row) => {
    const values = rounds.flatMap(({ measurements }) => measurements[row.of] ?? []);
    const ratios = rounds.flatMap(({ measurements }) => quotient(measurements[row.of], row, measurements) ?? []);
    const failure = values.length > 0 ? undefined : failureOf(row, rounds);
    if (values.length === 0 && failure === undefined) return [];
    const ratio = spread(ratios);
    const holds = row.bound === undefined || ratio === undefined ? undefined : ratio.median <= row.bound;
    return [{ ...row, value: spread(values)?.median, ratio, holds, failure }];
  });
}

/** Whether each bound is kept, and each subject got to its end in each round. */
export function hold(found: readonly Result[], rounds: readonly Round[]): boolean {
  return (
    found.every(({ holds }) => holds !== false) && rounds.every(({ failures }) => Object.keys(failures).length === 0)
  );
}

/** Median and limits; the median of an even count is the mean of the two in the middle. */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (lower === undefined || upper === undefined || min === undefined || max === undefined) return undefined;
  return { median: (lower + upper) / 2, min, max, rounds: sorted.length };
}

function quotient(
  value: number | undefined,
  { against }: Row,
  measurements: Readonly<Record<string, number>>,
): number | undefined {
  if (value === undefined || against === undefined) return value;
  const divisor = measurements[against];
  return divisor === undefined ? undefined : value / divisor;
}

/** A subject's failure stands in the row that has its name. */
function failureOf(row: Row, rounds: readonly Round[]): string | undefined {
  return rounds.flatMap(({ failures }) => failures[row.of] ?? []).at(-1);
}

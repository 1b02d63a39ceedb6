/** One statement about the lab, with what would make it true and what was measured. */
export interface Check {
  readonly statement: string;
  readonly expected: string;
  readonly seen: string;
  readonly holds: boolean;
}

/** A check that holds when what was seen is exactly what was expected. */
export function same(statement: string, expected: string, seen: string): Check {
  return { statement, expected, seen, holds: seen === expected };
}

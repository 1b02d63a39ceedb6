import { LabError } from "../scripts/run/errors";

/** Notes a number that was measured, by its name. */
export type Note = (what: string, value: number) => void;

/** Something that is measured once in each round. */
export interface Subject {
  readonly name: string;
  /** What it notes before it fails counts. */
  measure(note: Note): Promise<void>;
}

/** What the rounds came to: one entry a round, in order. */
export interface Round {
  readonly measurements: Readonly<Record<string, number>>;
  /** Why a subject did not get to its end. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Measures all subjects in turn, again and again: what disturbs the machine for a while disturbs all of them. */
export async function rounds(
  count: number,
  subjects: readonly Subject[],
  tell: (line: string) => void,
): Promise<Round[]> {
  const done: Round[] = [];
  for (let number = 1; number <= count; number += 1) {
    const measurements: Record<string, number> = {};
    const failures: Record<string, string> = {};
    for (const { name, measure } of subjects) {
      tell(`round ${number} of ${count}: ${name}`);
      try {
        await measure((what, value) => {
          tell(`  ${what} ${value.toFixed(3)}`);
          measurements[what] = value;
        });
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        tell(`  failed: ${error.message}`);
        failures[name] = error.message;
      }
    }
    done.push({ measurements, failures });
  }
  return done;
}

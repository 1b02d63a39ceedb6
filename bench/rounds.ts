import { LabError } from "../scripts/run/errors";

/** Named numbers that one measurement came to. */
export type Measurements = Readonly<Record<string, number>>;

/** Something that is measured once in each round. */
export interface Subject {
  readonly name: string;
  measure(): Promise<Measurements>;
}

/** What the rounds came to: one entry a round, in order. */
export interface Round {
  readonly measurements: Measurements;
  /** Why a subject has no measurements in this round. */
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
        const measured = await measure();
        for (const [what, value] of Object.entries(measured)) tell(`  ${what} ${value.toFixed(3)}`);
        Object.assign(measurements, measured);
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

import { onTerminal } from "../output/renderer";

/** How far a build has come. */
export interface BuildProgress {
  /** What is being done, in words for a display. */
  readonly stage: string;
  /** Part of the whole build that is done, from 0 to 1; it never goes back. */
  readonly fraction: number;
}

/** What is shown of it. Where lines do not move, a stage is one, without how far it has come. */
export function progressWords({ stage, fraction }: BuildProgress): string {
  return onTerminal() ? `${stage} (${Math.round(fraction * 100)} %)` : stage;
}

/** The stages in their order, each with its share of the time as measured on two cores and a near mirror. */
export const stages = {
  prepare: { text: "preparing", share: 0.01 },
  index: { text: "reading the package index", share: 0.09 },
  packages: { text: "installing packages", share: 0.55 },
  customize: { text: "setting up the system", share: 0.12 },
  disk: { text: "writing the disk", share: 0.13 },
  checksum: { text: "computing checksums", share: 0.1 },
} as const;

export type Stage = keyof typeof stages;

/** Progress at the given part (0 to 1) of a stage. */
export function progressAt(stage: Stage, part: number): BuildProgress {
  const names = Object.keys(stages) as Stage[];
  const before = names.slice(0, names.indexOf(stage)).reduce((sum, name) => sum + stages[name].share, 0);
  return { stage: stages[stage].text, fraction: Math.min(1, before + stages[stage].share * Math.min(1, part)) };
}

/**
 * Follows mmdebstrap by what it, apt and dpkg print (`mmdebstrap --verbose`): every package is fetched, unpacked and set
 * up, and apt says beforehand how many there are.
 */
export function mmdebstrapProgress(): (line: string) => BuildProgress | undefined {
  // mmdebstrap calls apt twice, for the essential packages and for the rest; until the second has told its number, this
  // many are expected in all.
  let packages = 240;
  let counted = 0;
  let steps = 0;
  let part = 0;
  return (line) => {
    const newly = /^\d+ upgraded, (\d+) newly installed/.exec(line);
    if (newly) {
      counted += Number(newly[1]);
      packages = Math.max(packages, counted);
    }
    if (line.startsWith("I: running apt-get update")) return progressAt("index", 0);
    if (line.startsWith("I: downloading packages")) return progressAt("packages", 0);
    if (line.startsWith("I: running --customize-hook")) return progressAt("customize", 0);
    if (/^(Get:\d+ .*\bamd64 |Get:\d+ .*\ball |Unpacking |Setting up )/.test(line)) {
      steps += 1;
      part = Math.max(part, steps / (3 * packages)); // the number may have grown
      return progressAt("packages", part);
    }
    return undefined;
  };
}

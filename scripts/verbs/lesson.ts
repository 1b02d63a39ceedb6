import type { DeployedLab } from "../../constructs/lab-description";
import { experiments } from "../../lessons/chapters";
import type { Experiment } from "../../lessons/experiment";
import { backToFresh, requireAsDeclared } from "../lesson/as-declared";
import type { Dialogue } from "../lesson/dialogue";
import { requireTexts } from "../lesson/fill";
import { guardLab } from "../lesson/guard";
import { type Played, play } from "../lesson/play";
import { type Stage, stageOf } from "../lesson/stage";
import { noteExperiment } from "../lesson/unfinished";
import { ensureRequirements } from "../requirements/install";
import { traceRequirements } from "../requirements/requirements";
import { LabError, UsageError } from "../run/errors";
import { hold } from "../run/hold";
import { requireReachableLab } from "./deployed";
import { trace } from "./trace";

export interface LessonOptions {
  /** Name of the lab, where several are up. */
  readonly lab?: string;
  /** Install what is missing without asking. */
  readonly yes: boolean;
}

/**
 * Plays experiments, one after the other, and returns the lab to its snapshot after each.
 *
 * @param name of the experiment. @default - all of them
 * @throws UsageError when there is no experiment of this name
 * @throws LabError when the lab is not as it is declared, is in an exam, or lacks what the lessons need; nothing is touched
 *   then
 */
export async function lesson(name: string | undefined, dialogue: Dialogue, options: LessonOptions): Promise<Played[]> {
  const chosen = name === undefined ? undefined : experimentNamed(name);
  const lab = await requireReachableLab(options.lab);
  const stage = stageOf(lab);
  if (chosen && !stage.canPlay(chosen)) throw new LabError(withoutBackup(lab.name, chosen.name));
  const toPlay = chosen ? [chosen] : experiments.filter(stage.canPlay);
  for (const experiment of toPlay) requireTexts(experiment, stage.values);
  await hold(lab.name, "./lab lesson");
  await ensureRequirements(options.yes, traceRequirements());
  await requireAsDeclared(lab);
  const played: Played[] = [];
  for (const experiment of toPlay) played.push(await playOne(lab, stage, experiment, dialogue, options));
  const skipped = chosen ? [] : experiments.filter((experiment) => !stage.canPlay(experiment));
  if (skipped.length > 0) {
    process.stderr.write(`not played: ${withoutBackup(lab.name, skipped.map(({ name }) => name).join(", "))}\n`);
  }
  return played;
}

/** Why experiments cannot be played on a lab, and what brings up one that can. */
function withoutBackup(lab: string, names: string): string {
  return (
    `${lab} has no second director, which ${names} needs; examples/two-directors.ts has one: ` +
    "./lab down && cp examples/two-directors.ts main.ts && ./lab up"
  );
}

/** @throws UsageError when there is no experiment of this name */
export function experimentNamed(name: string): Experiment {
  const found = experiments.find((experiment) => experiment.name === name);
  if (found) return found;
  throw new UsageError(`there is no experiment ${name}; ./lab lesson lists them`);
}

async function playOne(
  lab: DeployedLab,
  stage: Stage,
  experiment: Experiment,
  dialogue: Dialogue,
  options: LessonOptions,
) {
  noteExperiment(lab.name, experiment.name);
  const takeBack = guardLab(lab.name, options.lab !== undefined);
  try {
    const tracer = (on: string, command: readonly string[]) =>
      trace({ lab: lab.name, on, command, inGuests: false, yes: options.yes });
    return await play(lab, stage, experiment, dialogue, tracer);
  } finally {
    await backToFresh(lab, "");
    takeBack();
  }
}

import type { DeployedLab } from "../../constructs/lab-description";
import type { Experiment, Observation } from "../../lessons/experiment";
import { driftOfLab } from "../settings/settle";
import type { Dialogue } from "./dialogue";
import { act, look, type Observed, type Tracer } from "./look";
import type { Stage } from "./stage";

/** What an experiment came to. */
export interface Played {
  readonly name: string;
  /** Which of the choices the learner picked; the first is 0. @default - none: nobody was asked */
  readonly predicted?: number;
  readonly answer: number;
  readonly observed: readonly Observed[];
  /** What was seen after the repair. */
  readonly checked: readonly Observed[];
  /** What is not as it is declared after the repair. */
  readonly left: readonly string[];
  /** Whether all was seen that the experiment says. */
  readonly holds: boolean;
}

/** Plays an experiment on a lab that is as it is declared: predict, change, observe, explain, repair, check. */
export async function play(
  lab: DeployedLab,
  stage: Stage,
  experiment: Experiment,
  dialogue: Dialogue,
  trace: Tracer,
): Promise<Played> {
  const { change = [], observe, repair = [], check } = experiment;
  const predicted = await dialogue.predict(experiment, stage.values);
  if (change.length > 0) await dialogue.begin("change");
  for (const command of change) dialogue.done(await act(stage, command));
  await dialogue.begin("observe");
  const observed = await lookAtAll(stage, observe, dialogue, trace);
  await dialogue.explain(experiment, predicted, stage.values);
  if (repair.length > 0) await dialogue.begin("repair");
  for (const command of repair) dialogue.done(await act(stage, command));
  await dialogue.begin("check");
  const checked = await lookAtAll(stage, check, dialogue, trace);
  const left = await differencesOf(lab);
  dialogue.left(left);
  return {
    name: experiment.name,
    predicted,
    answer: experiment.answer,
    observed,
    checked,
    left,
    holds: left.length === 0 && [...observed, ...checked].every(({ holds }) => holds),
  };
}

async function lookAtAll(stage: Stage, observations: readonly Observation[], dialogue: Dialogue, trace: Tracer) {
  const seen: Observed[] = [];
  for (const observation of observations) {
    dialogue.looking(stage, observation);
    const one = await look(stage, observation, trace);
    dialogue.observed(one);
    seen.push(one);
  }
  return seen;
}

/** What in the guests is not as it is declared, in words. */
export async function differencesOf(lab: DeployedLab): Promise<string[]> {
  return (await driftOfLab(lab)).map(({ machine, words }) => `${machine}: ${words}`);
}

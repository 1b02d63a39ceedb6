import type { Command, CommandObservation, Observation, Seen, TraceObservation } from "../../lessons/experiment";
import type { Text } from "../../lessons/text";
import type { Story } from "../trace/story/story";
import { fill, fillText } from "./fill";
import type { Stage } from "./stage";

/** A command that was run on a machine, as it was typed there, and what it printed. */
export interface Done {
  readonly machine: string;
  readonly command: string;
  readonly output: string;
}

/** What was seen, and whether it is what the lesson says. */
export interface Observed extends Done {
  readonly says: Text;
  readonly holds: boolean;
  /** What became of each packet, where that was looked at. */
  readonly story?: Story;
}

/** Traces a command: `./lab trace`. */
export type Tracer = (machine: string, command: readonly string[]) => Promise<Story>;

/** Runs a command of a lesson. It may fail: a lesson breaks things. */
export async function act(stage: Stage, { on, run }: Command): Promise<Done & Pick<Seen, "exitCode">> {
  const { machine, agent } = stage.at(on);
  const command = fill(run, stage.values);
  const { stdout, stderr, exitCode } = await agent.attempt(["sh", "-c", command]);
  return { machine: machine.name, command, output: `${stdout}${stderr}`.trimEnd(), exitCode };
}

/** Looks at the lab, and holds what is seen against what the lesson says. */
export async function look(stage: Stage, observation: Observation, trace: Tracer): Promise<Observed> {
  return observation.trace === undefined ? ask(stage, observation) : follow(stage, observation, trace);
}

/** Runs a command, and holds what it prints against what is said of it. */
export async function ask(stage: Stage, observation: CommandObservation): Promise<Observed> {
  const { exitCode, ...done } = await act(stage, observation);
  const { output } = done;
  const lines = output === "" ? [] : output.split("\n");
  const says = fillText(observation.says, stage.values);
  return { ...done, says, holds: observation.holds({ output, lines, exitCode }, stage.values) };
}

async function follow(stage: Stage, observation: TraceObservation, trace: Tracer): Promise<Observed> {
  const { machine } = stage.at(observation.on);
  const command = fill(observation.trace, stage.values);
  const story = await trace(machine.name, ["sh", "-c", command]);
  const output = `${story.command?.stdout ?? ""}${story.command?.stderr ?? ""}`.trimEnd();
  const says = fillText(observation.says, stage.values);
  return { machine: machine.name, command, output, story, says, holds: observation.holds(story, stage.values) };
}

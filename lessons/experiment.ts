import type { Story } from "../scripts/trace/story/story";
import type { Text } from "./text";
import type { Place, Values } from "./values";

/** A command for sh(1) on a machine, as root, with `{VIP}` and the like in it. It must end within two minutes. */
export interface Command {
  readonly on: Place;
  readonly run: string;
}

/** What a command came to. */
export interface Seen {
  /** Standard output and standard error, one after the other, without the last line end. */
  readonly output: string;
  /** The same by lines. */
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** A look at the lab: what is seen, in words, and whether it is. */
export type Observation = CommandObservation | TraceObservation;

/** What a command prints. */
export interface CommandObservation extends Command {
  readonly trace?: undefined;
  readonly says: Text;
  readonly holds: (seen: Seen, values: Values) => boolean;
}

/** What becomes of each packet, on all links, while a command runs: `./lab trace`. */
export interface TraceObservation {
  readonly on: Place;
  readonly run?: undefined;
  readonly trace: string;
  readonly says: Text;
  readonly holds: (story: Story, values: Values) => boolean;
}

/** A statement about LVS-NAT, and how the running lab proves it. */
export interface Experiment {
  /** What is typed after `./lab lesson`, and the name of its file. */
  readonly name: string;
  /** What it needs beside the tutorial's machines. @default - nothing */
  readonly needs?: "backup";
  readonly title: Text;
  /** What the learner predicts before anything is done. */
  readonly question: Text;
  readonly choices: readonly Text[];
  /** Which of the choices is right; the first is 0. */
  readonly answer: number;
  /** What is done to the lab. @default - nothing: the lab is looked at as it is */
  readonly change?: readonly Command[];
  /** What is seen then. */
  readonly observe: readonly Observation[];
  /** Why: the way through the kernel's hooks. */
  readonly explanation: Text;
  /** What undoes the change. @default - there is nothing to undo */
  readonly repair?: readonly Command[];
  /** What is seen when the repair has worked; that nothing differs from the declaration is looked at besides. */
  readonly check: readonly Observation[];
}

import wrapAnsi from "wrap-ansi";
import type { Experiment, Observation } from "../../lessons/experiment";
import type { Language, Text } from "../../lessons/text";
import type { Values } from "../../lessons/values";
import { bold, cyan, dim, green, red } from "../output/colours";
import { ladder } from "../trace/show/ladder";
import { fill } from "./fill";
import type { Done, Observed } from "./look";
import type { Person } from "./person";
import type { Stage } from "./stage";
import { words } from "./words";

/** Columns of a text that is read, where the terminal is not narrower. */
const textWidth = 100;
/** Columns for what goes to no terminal. */
const wide = 200;

/** What is said while an experiment is played. Without a person nobody is asked, and nothing waits. */
export class Dialogue {
  private readonly columns = process.stdout.columns || wide;
  /** What the learner predicted in words of their own. */
  private said = "";

  constructor(
    private readonly language: Language,
    private readonly write: (text: string) => void,
    private readonly person?: Person,
  ) {}

  /** Asks what will happen. @returns the number of the choice, from 0; nothing where none was picked */
  async predict({ title, question, choices }: Experiment, values: Values): Promise<number | undefined> {
    const say = (text: Text) => fill(text[this.language], values);
    this.write(`\n${bold(say(title))}\n\n${this.paragraph(say(question))}\n`);
    this.head("predict");
    this.write(choices.map((choice, index) => this.paragraph(`${index + 1}  ${say(choice)}`)).join(""));
    const answer = await this.answer(choices.length);
    const picked = choices.findIndex((choice, index) => answer === `${index + 1}` || answer === say(choice));
    this.said = picked < 0 ? answer : "";
    return picked < 0 ? undefined : picked;
  }

  /** Asks until it is none of a number that no choice has. */
  private async answer(choices: number): Promise<string> {
    for (;;) {
      const answer = (await this.person?.ask(`\n${words.pick[this.language]}`)) ?? "";
      if (!/^\d+$/.test(answer) || (Number(answer) >= 1 && Number(answer) <= choices)) return answer;
      this.write(`${words.noChoice[this.language]} 1–${choices}\n`);
    }
  }

  /** Begins a part, when the learner is ready. */
  async begin(part: "change" | "observe" | "repair" | "check"): Promise<void> {
    this.head(part);
    if (part !== "check") await this.person?.ask(dim(words.goOn[this.language]));
  }

  /** Shows a command before it is run. */
  looking(stage: Stage, observation: Observation): void {
    const { machine } = stage.at(observation.on);
    const { trace, run } = observation;
    const command = trace ?? run;
    const tracer = trace === undefined ? "" : `./lab trace --on ${machine.name}: `;
    this.write(`${cyan(`${machine.name}#`)} ${tracer}${indent(fill(command, stage.values))}\n`);
  }

  /** Shows a command that was run. */
  done({ machine, command, output }: Done): void {
    this.write(`${cyan(`${machine}#`)} ${indent(command)}\n${this.block(output)}`);
  }

  /** Shows what was seen, and whether it is what the lesson says. */
  observed({ output, story, says, holds }: Observed): void {
    if (story) this.write(`${ladder(story, this.columns)}\n`);
    this.write(`${this.block(output)}${this.mark(holds)} ${says[this.language]}\n`);
  }

  async explain({ answer, choices, explanation }: Experiment, predicted: number | undefined, values: Values) {
    const said = predicted === undefined ? "answer" : predicted === answer ? "right" : "notRight";
    const right = fill(choices[answer]?.[this.language] ?? "", values);
    this.head("why");
    if (this.said) this.write(this.paragraph(`${words.said[this.language]} ${this.said}`));
    const verdict = said === "right" ? words[said][this.language] : `${words[said][this.language]} ${right}`;
    this.write(`${this.paragraph(verdict)}\n${this.paragraph(fill(explanation[this.language], values))}`);
  }

  /** Tells what is left to mend. */
  left(differences: readonly string[]): void {
    const none = differences.length === 0;
    this.write(`${this.mark(none)} ${words[none ? "asDeclared" : "differs"][this.language]}\n`);
    this.write(this.block(differences.join("\n")));
  }

  private head(part: "predict" | "change" | "observe" | "why" | "repair" | "check"): void {
    this.write(`\n${bold(words[part][this.language])}\n`);
  }

  private mark(holds: boolean): string {
    return holds ? green("✓") : red("✗");
  }

  private paragraph(text: string): string {
    return `${indentAll(wrapAnsi(text, Math.min(this.columns, textWidth) - 2))}\n`;
  }

  private block(output: string): string {
    return output === "" ? "" : `${indentAll(output)}\n`;
  }
}

/** Lines after the first, below the first one's words. */
function indent(command: string): string {
  return command.replaceAll("\n", "\n  ");
}

function indentAll(text: string): string {
  return `  ${text.replaceAll("\n", "\n  ")}`;
}

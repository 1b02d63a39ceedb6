import { chapters } from "../../lessons/chapters";
import type { Language } from "../../lessons/text";
import { Dialogue } from "../lesson/dialogue";
import { languageOf } from "../lesson/language";
import { personAtTerminal } from "../lesson/person";
import { words } from "../lesson/words";
import { bold } from "../output/colours";
import { UsageError } from "../run/errors";
import { experimentNamed, lesson } from "../verbs/lesson";

/** What a person types after `./lab lesson`. */
export interface LessonFlags {
  readonly auto?: boolean;
  readonly json?: boolean;
  readonly lang?: string;
  readonly lab?: string;
  readonly yes: boolean;
}

/** `./lab lesson`: the list of experiments, or one of them as a dialogue; `--auto` asks nobody. */
export default async function (name: string | undefined, flags: LessonFlags): Promise<void> {
  const language = languageOf(flags.lang);
  if (name === undefined && !flags.auto) return list(language, flags.json ?? false);
  if (name !== undefined) experimentNamed(name);
  const alone = flags.auto || flags.json;
  if (!alone && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw new UsageError("a lesson is a dialogue and needs a terminal; --auto plays it without a person");
  }
  const person = alone ? undefined : personAtTerminal();
  const write = flags.json ? () => {} : (text: string) => void process.stdout.write(text);
  const played = await lesson(name, new Dialogue(language, write, person), flags).finally(() => person?.leave());
  if (flags.json) process.stdout.write(`${JSON.stringify(played, null, 2)}\n`);
  process.exitCode = played.every(({ holds }) => holds) ? 0 : 1;
}

function list(language: Language, json: boolean): void {
  const listed = chapters.map(({ title, experiments }) => ({
    chapter: title[language],
    experiments: experiments.map((one) => ({ name: one.name, title: one.title[language], needs: one.needs })),
  }));
  if (json) return void process.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
  const widest = Math.max(...listed.flatMap(({ experiments }) => experiments.map(({ name }) => name.length)));
  for (const { chapter, experiments } of listed) {
    process.stdout.write(`${bold(chapter)}\n`);
    for (const one of experiments)
      process.stdout.write(`  ${one.name.padEnd(widest)}  ${one.title}${one.needs ? words.another[language] : ""}\n`);
  }
}

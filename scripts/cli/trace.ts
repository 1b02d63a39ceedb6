import { copyFileSync, writeFileSync } from "node:fs";
import { endWithReader } from "../output/closed-reader";
import { LabError, UsageError } from "../run/errors";
import { storyHtml } from "../trace/show/html";
import { ladder } from "../trace/show/ladder";
import { ladderSvg } from "../trace/show/ladder-svg";
import { ladderMermaid } from "../trace/show/mermaid";
import type { ShownStory } from "../trace/show/shown-story";
import { trace } from "../verbs/trace";
import { reasonOf, unwritable } from "./output-file";

/** Columns for output that goes to no terminal. */
const wide = 200;

/** What a person types after `./lab trace`. */
export interface TraceFlags {
  readonly lab?: string;
  readonly on?: string;
  readonly for?: string;
  readonly inGuests?: boolean;
  readonly svg?: string;
  readonly html?: string;
  readonly pcap?: string;
  readonly json?: boolean;
  readonly mermaid?: boolean;
  readonly yes: boolean;
}

/**
 * `./lab trace`: the ladder for a terminal, JSON or Mermaid; the other forms go to files, besides. The traced command's exit
 * code becomes this process's own.
 */
export default async function (command: readonly string[], flags: TraceFlags): Promise<void> {
  if (command.length > 0 && !process.argv.includes("--")) {
    throw new UsageError(`put -- before the command: ./lab trace -- ${command.join(" ")}`);
  }
  if (flags.for !== undefined && command.length > 0) {
    throw new UsageError("--for and a command exclude each other; with a command the capture lasts as long as it runs");
  }
  if (flags.json && flags.mermaid) throw new UsageError("--json and --mermaid: one form at a time");
  const seconds = flags.for === undefined ? undefined : parseDuration(flags.for);
  refuseUnwritable(flags);
  const failures: string[] = [];
  const save = (option: FileOption, write: (file: string) => void) => {
    const file = flags[option];
    try {
      if (file !== undefined) write(file);
    } catch (error) {
      failures.push(`--${option} ${file} was not written: ${reasonOf(error)}`);
    }
  };
  endWithReader();
  const story = await trace({
    lab: flags.lab,
    on: flags.on,
    ...(command.length > 0 && { command }),
    seconds,
    inGuests: flags.inGuests ?? false,
    keep: (capture) => save("pcap", (file) => copyFileSync(capture, file)),
    yes: flags.yes,
  });
  save("svg", (file) => writeFileSync(file, ladderSvg(story)));
  save("html", (file) => writeFileSync(file, storyHtml(story)));
  process.stdout.write(`${printed(story, flags).trimEnd()}\n`);
  if (failures.length > 0) throw new LabError(failures.join("\n  "));
  process.exitCode = story.command?.exitCode ?? 0;
}

function printed(story: ShownStory, flags: TraceFlags): string {
  if (flags.mermaid) return ladderMermaid(story);
  if (flags.json) return JSON.stringify(story, null, 2);
  return ladder(story, process.stdout.columns ?? wide);
}

/** Reads `10s`, `10` or `2m`. @throws UsageError when it is no duration */
export function parseDuration(text: string): number {
  const [, number, unit] = text.match(/^(\d+(?:\.\d+)?)(s|m)?$/) ?? [];
  const seconds = Number(number) * (unit === "m" ? 60 : 1);
  if (!(seconds > 0)) throw new UsageError(`--for ${text} is not a duration, such as 10s or 2m`);
  return seconds;
}

/** The options that name a file to write. */
const fileOptions = ["svg", "html", "pcap"] as const;
type FileOption = (typeof fileOptions)[number];

/** Wrong places for files are said before anything is captured, all at once. */
function refuseUnwritable(flags: TraceFlags): void {
  const refusals = fileOptions.flatMap((option) => {
    const file = flags[option];
    const reason = file === undefined ? undefined : unwritable(file);
    return reason === undefined ? [] : [`--${option} ${file} can't be written: ${reason}`];
  });
  if (refusals.length > 0) throw new UsageError(refusals.join("\n  "));
}

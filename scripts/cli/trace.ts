import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../run/errors";
import { storyHtml } from "../trace/show/html";
import { ladder } from "../trace/show/ladder";
import { ladderSvg } from "../trace/show/ladder-svg";
import { ladderMermaid } from "../trace/show/mermaid";
import { trace } from "../verbs/trace";

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

/** `./lab trace`: the ladder for a terminal, JSON or Mermaid; the other forms go to files, besides. */
export default async function (command: readonly string[], flags: TraceFlags): Promise<void> {
  if (command.length > 0 && !process.argv.includes("--")) {
    throw new UsageError(`put -- before the command: ./lab trace -- ${command.join(" ")}`);
  }
  if (flags.for !== undefined && command.length > 0) {
    throw new UsageError("--for and a command exclude each other; with a command the capture lasts as long as it runs");
  }
  if (flags.json && flags.mermaid) throw new UsageError("--json and --mermaid: one form at a time");
  const seconds = flags.for === undefined ? undefined : parseDuration(flags.for);
  for (const file of [flags.svg, flags.html, flags.pcap]) if (file) refuseUnwritable(file);
  const story = await trace({
    lab: flags.lab,
    on: flags.on,
    ...(command.length > 0 && { command }),
    seconds,
    inGuests: flags.inGuests ?? false,
    pcap: flags.pcap,
    yes: flags.yes,
  });
  if (flags.svg) writeFileSync(flags.svg, ladderSvg(story));
  if (flags.html) writeFileSync(flags.html, storyHtml(story));
  if (flags.mermaid) return void process.stdout.write(ladderMermaid(story));
  if (flags.json) return void process.stdout.write(`${JSON.stringify(story, null, 2)}\n`);
  process.stdout.write(`${ladder(story, process.stdout.columns ?? wide)}\n`);
}

/** Reads `10s`, `10` or `2m`. @throws UsageError when it is no duration */
export function parseDuration(text: string): number {
  const [, number, unit] = text.match(/^(\d+(?:\.\d+)?)(s|m)?$/) ?? [];
  const seconds = Number(number) * (unit === "m" ? 60 : 1);
  if (!(seconds > 0)) throw new UsageError(`--for ${text} is not a duration, such as 10s or 2m`);
  return seconds;
}

/** A wrong place for a file is said before anything is captured. */
function refuseUnwritable(file: string): void {
  const folder = path.dirname(file);
  if (!existsSync(folder)) throw new UsageError(`${file}: there is no folder ${folder}; make it first`);
}

import { UsageError } from "../run/errors";
import { ladder } from "../trace/show/ladder";
import { trace } from "../verbs/trace";

/** Columns for output that goes to no terminal. */
const wide = 200;

/** What a person types after `./lab trace`. */
export interface TraceFlags {
  readonly on?: string;
  readonly for?: string;
  readonly inGuests?: boolean;
  readonly pcap?: string;
  readonly json?: boolean;
  readonly yes: boolean;
}

/** `./lab trace`: the ladder for a terminal, or JSON; the other forms go to files. */
export default async function (command: readonly string[], flags: TraceFlags): Promise<void> {
  if (flags.for !== undefined && command.length > 0) {
    throw new UsageError("--for and a command exclude each other; with a command the capture lasts as long as it runs");
  }
  const story = await trace({
    on: flags.on,
    ...(command.length > 0 && { command }),
    ...(flags.for !== undefined && { seconds: parseDuration(flags.for) }),
    inGuests: flags.inGuests ?? false,
    pcap: flags.pcap,
    yes: flags.yes,
  });
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

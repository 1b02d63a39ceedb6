import { createLogUpdate } from "log-update";
import { endWithReader } from "../output/closed-reader";
import { UsageError } from "../run/errors";
import { machineAt, watch } from "../verbs/watch";
import { screen } from "../watch/screen";

/** `./lab watch`: one screen that changes in place, plain blocks where there is no terminal, or a line of JSON for each reading. */
export default async function (flags: {
  interval: string;
  count?: string;
  lab?: string;
  json?: boolean;
}): Promise<void> {
  const interval = number("--interval", flags.interval);
  const count = flags.count === undefined ? undefined : number("--count", flags.count);
  endWithReader();
  const place = process.stdout.isTTY ? createLogUpdate(process.stdout) : undefined;
  for await (const { lab, readings, states } of watch({ interval, count, lab: flags.lab })) {
    if (flags.json) {
      for (const reading of readings) process.stdout.write(`${JSON.stringify(reading)}\n`);
      continue;
    }
    const text = readings.map((reading) => screen(reading, (address) => machineAt(lab, states, address))).join("\n\n");
    if (place) place(`${text}\n\nevery ${interval} s; Ctrl+C ends`);
    else process.stdout.write(`${text}\n\n`);
  }
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${flag} ${text} is not a number above 0, such as 2`);
  return value;
}

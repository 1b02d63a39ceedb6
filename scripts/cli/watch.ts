import { createLogUpdate } from "log-update";
import { endWithReader } from "../output/closed-reader";
import { machineAt, watch } from "../verbs/watch";
import { screen } from "../watch/screen";
import { positiveNumber } from "./positive-number";

/** `./lab watch`: one screen that changes in place, plain blocks where there is no terminal, or a line of JSON for each reading. */
export default async function (flags: {
  interval: string;
  count?: string;
  lab?: string;
  json?: boolean;
}): Promise<void> {
  const interval = positiveNumber("--interval", flags.interval);
  const count = flags.count === undefined ? undefined : positiveNumber("--count", flags.count);
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

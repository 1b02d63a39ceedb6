import { setTimeout as sleep } from "node:timers/promises";
import type { LabDescription } from "../../constructs/lab-description";
import { isUp, type States } from "../diagram/words";
import { Guests } from "../guests/guests";
import { machineStates } from "../guests/machine-states";
import { LabError } from "../run/errors";
import { parseReading, type Reading, readingScript } from "../watch/reading";
import { requireReachableLab } from "./deployed";

export interface WatchOptions {
  /** Seconds between two readings. */
  readonly interval: number;
  /** How many readings. @default - until the process ends */
  readonly count?: number;
  /** Name of the lab, where several are up. */
  readonly lab?: string;
}

/** The lab's services as they are, again and again: a list with a reading of each director, and each machine's state. @throws LabError when no director is there */
export async function* watch({ interval, count = Number.POSITIVE_INFINITY, lab: name }: WatchOptions) {
  const lab = await requireReachableLab(name);
  const directors = new Guests(lab).all.filter(({ machine }) => machine.role === "director");
  if (directors.length === 0) throw new LabError("this lab has no director to watch; declare one in main.ts");
  for (let turn = 0; turn < count; turn += 1) {
    if (turn > 0) await sleep(interval * 1000);
    const readings = directors.map(async ({ machine, agent }): Promise<Reading> => {
      const text = await agent.run(["sh", "-c", readingScript]);
      return parseReading(text, machine.name, new Date().toISOString());
    });
    yield { lab, readings: await Promise.all(readings), states: await machineStates(lab) };
  }
}

/** "rs1", "rs2 (shut off)": the machine that a RIP and port belongs to; nothing where it is none of the lab's. */
export function machineAt({ machines }: LabDescription, states: States, address: string): string {
  const [ip] = address.split(":");
  const name = machines.find(({ interfaces }) => interfaces.some((card) => card.address === ip))?.name;
  if (name === undefined) return "";
  return isUp(states, name) ? name : `${name} (${states.get(name)})`;
}

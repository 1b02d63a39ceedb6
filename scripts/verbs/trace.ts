import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabDescription } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { project } from "../project";
import { ensureRequirements } from "../requirements/install";
import { traceRequirements } from "../requirements/requirements";
import { UsageError } from "../run/errors";
import { holdTrace } from "../run/hold";
import { interruptible } from "../run/interruptible";
import { shieldCommands } from "../run/run";
import { type EndingSignal, exitCodeOf } from "../run/signals";
import type { Capture } from "../trace/capture/capture";
import { removeLeftovers } from "../trace/capture/leftovers";
import { type CaptureOptions, startCapture } from "../trace/capture/start-capture";
import { beginMeasuring, type Measured } from "../trace/guests/measure";
import type { ShownStory } from "../trace/show/shown-story";
import { type Seen, type TracedCommand, tell } from "../trace/story/story";
import { tapsOf } from "../trace/tap";
import { requestOf } from "../verify/request";
import { requireReachableLab } from "./deployed";

export interface TraceOptions {
  /** The machine that the command runs on. @default - the first client */
  readonly on?: string;
  /** What makes the traffic. @default - one curl of the first virtual service */
  readonly command?: readonly string[];
  /** Seconds to watch whatever passes, instead of a command. */
  readonly seconds?: number;
  /** Capture inside the machines though the host's taps could be used. */
  readonly inGuests: boolean;
  /** What is done with the capture, a pcapng file, before it is removed. @default - nothing */
  readonly keep?: (file: string) => void;
  /** Name of the lab, where several are up. */
  readonly lab?: string;
  /** Install what is missing without asking. */
  readonly yes: boolean;
}

/** Seconds that the default curl waits for an answer: time for a second SYN (RFC 6298, 2: after one second). */
const curlSeconds = 3;
/** Seconds that a command of one's own may take. */
const commandSeconds = 600;

/** Captures on all links at once while a command runs, and tells what became of each packet. */
export function trace(options: TraceOptions): Promise<ShownStory> {
  return see(options, ({ file, ...seen }) => {
    options.keep?.(file);
    const states = Object.fromEntries(seen.measured.map(({ machine, state }) => [machine, state]));
    return { ...tell(seen), states };
  });
}

/** What was seen, and where the capture is. */
export interface Sight extends Seen {
  /** The capture file, which is removed afterwards. */
  readonly file: string;
}

/**
 * Captures and measures. Whatever ends it, nothing stays behind in the machines and on the host; after SIGKILL the next trace
 * sees to it, which finds the folder.
 *
 * @param use what becomes of it
 * @throws UsageError when there is no machine of this name, or nothing to do by default
 * @throws LabError when the capture cannot be made
 * @throws BusyError when another process traces this lab
 */
export async function see<T>(options: TraceOptions, use: (sight: Sight) => T | Promise<T>): Promise<T> {
  const lab = await requireReachableLab(options.lab);
  const guests = new Guests(lab);
  const source = options.on === undefined ? guests.role("client") : guests.named(options.on);
  const traffic: Traffic = { source, words: options.command ?? defaultCommand(lab), seconds: options.seconds };
  await ensureRequirements(options.yes, traceRequirements());

  const giveBack = await holdTrace(lab.name, "./lab trace");
  const interruption = interruptible("ending the trace; what was captured until now is told (again: end at once)");
  const unshield = shieldCommands();
  const folder = path.join(project.lab, `trace.${lab.name}`);
  try {
    if (existsSync(folder)) await removeLeftovers(lab, guests);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    const how = { inGuests: options.inGuests, folder };
    return await use({ lab, ...(await captured(lab, guests, traffic, how, interruption.signal)) });
  } catch (error) {
    await removeLeftovers(lab, guests).catch(() => {}); // the first error says more
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    unshield();
    interruption.done();
    giveBack();
  }
}

/** Measures, and captures meanwhile. */
async function captured(
  lab: LabDescription,
  guests: Guests,
  traffic: Traffic,
  how: CaptureOptions,
  interrupted: AbortSignal,
): Promise<Omit<Sight, "lab">> {
  const measurement = await beginMeasuring(lab, guests);
  let measured: readonly Measured[] = [];
  let command: TracedCommand | undefined;
  let capture: Capture;
  try {
    const running = await startCapture(lab, tapsOf(lab), guests, how);
    try {
      command = await makeTraffic(traffic, interrupted);
    } finally {
      capture = await running.stop();
    }
  } finally {
    measured = await measurement.end();
  }
  const notices = interrupted.aborted ? [`interrupted by ${interrupted.reason}: what passed until then is told`] : [];
  return { ...capture, notices: [...notices, ...capture.notices], measured, command };
}

/** What makes packets pass. */
interface Traffic {
  readonly source: Guest;
  readonly words: readonly string[];
  /** Time that others have to make it, instead of the command. */
  readonly seconds?: number;
}

/** Has the command make traffic, or waits while others do, until it is interrupted. */
async function makeTraffic(
  { source, words, seconds }: Traffic,
  interrupted: AbortSignal,
): Promise<TracedCommand | undefined> {
  if (seconds !== undefined) {
    await sleep(seconds * 1000, undefined, { signal: interrupted }).catch(() => {});
    return undefined;
  }
  const asked = { machine: source.machine.name, words };
  if (interrupted.aborted)
    return { ...asked, exitCode: exitCodeOf(interrupted.reason as EndingSignal), stdout: "", stderr: "" };
  return { ...asked, ...(await source.agent.attempt(words, commandSeconds, "", interrupted)) };
}

/** One request of the first virtual service that curl can ask. */
function defaultCommand({ services }: LabDescription): string[] {
  const service = services.find((one) => requestOf(one).protocol === "tcp");
  if (!service) {
    throw new UsageError("this lab has no TCP service that curl could ask; give a command: ./lab trace -- dig @VIP …");
  }
  const url = `http://${service.vip}:${requestOf(service).port}/`;
  return ["curl", "--silent", "--show-error", "--max-time", `${curlSeconds}`, url];
}

import { copyFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { LabDescription } from "../../constructs/lab-description";
import { type Guest, Guests } from "../guests/guests";
import { ensureRequirements } from "../requirements/install";
import { traceRequirements } from "../requirements/requirements";
import { LabError, UsageError } from "../run/errors";
import type { Capture } from "../trace/capture/capture";
import { startCapture } from "../trace/capture/start-capture";
import { beginMeasuring, type Measured } from "../trace/guests/measure";
import { type Seen, type Story, type TracedCommand, tell } from "../trace/story/story";
import { tapsOf } from "../trace/tap";
import { requestOf } from "../verify/request";
import { requireDeployedLab } from "./deployed";

export interface TraceOptions {
  /** The machine that the command runs on. @default - the first client */
  readonly on?: string;
  /** What makes the traffic. @default - one curl of the first virtual service */
  readonly command?: readonly string[];
  /** Seconds to watch whatever passes, instead of a command. */
  readonly seconds?: number;
  /** Capture inside the machines though the host's taps could be used. */
  readonly inGuests: boolean;
  /** A copy of the capture, pcapng. @default - none */
  readonly pcap?: string;
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
export async function trace(options: TraceOptions): Promise<Story> {
  const { file, ...seen } = await see(options);
  rmSync(path.dirname(file), { recursive: true });
  return tell(seen);
}

/**
 * Captures and measures. The capture stays in a folder of its own.
 *
 * @throws UsageError when there is no machine of this name, or nothing to do by default
 * @throws LabError when the capture cannot be made
 */
export async function see(options: TraceOptions): Promise<Seen & { readonly file: string }> {
  const lab = await requireDeployedLab(options.lab);
  const guests = new Guests(lab);
  const source = options.on === undefined ? guests.role("client") : guests.named(options.on);
  const words = options.command ?? defaultCommand(lab);
  await ensureRequirements(options.yes, traceRequirements());

  const measurement = await beginMeasuring(lab, guests);
  let measured: readonly Measured[] = [];
  let command: TracedCommand | undefined;
  let capture: Capture;
  try {
    const running = await startCapture(lab, tapsOf(lab), guests, options.inGuests);
    try {
      command = await traffic(source, words, options.seconds);
    } finally {
      capture = await running.stop();
    }
  } finally {
    measured = await measurement.end();
  }
  const { packets, file, clock, notices } = capture;
  if (options.pcap) copyFileSync(file, options.pcap);
  if (packets.length === 0 && !command)
    throw new LabError("no packet passed; make some traffic meanwhile, or give a command");
  return { lab, packets, measured, clock, notices, command, file };
}

/** Has the command make traffic, or waits while others do; Ctrl+C ends the waiting early. */
async function traffic(source: Guest, words: readonly string[], seconds?: number): Promise<TracedCommand | undefined> {
  if (seconds === undefined) {
    return { machine: source.machine.name, words, ...(await source.agent.attempt(words, commandSeconds)) };
  }
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once("SIGINT", interrupt);
  await sleep(seconds * 1000, undefined, { signal: interrupted.signal }).catch(() => {});
  process.off("SIGINT", interrupt);
  return undefined;
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

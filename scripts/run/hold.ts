import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { project } from "../project";
import { isDiskFull, LabError } from "./errors";
import { keepWaiting } from "./idle-streams";
import { readJson } from "./json-file";

/** Another process is at work on the lab. */
export class BusyError extends LabError {}

/** Who is at work. */
interface Holder {
  readonly pid: number;
  /** The command, as it was typed: `./lab up`. */
  readonly doing: string;
  /** Since when, ISO 8601. */
  readonly since: string;
}

/** What flock(1) ends with when another process holds the file; any number that it does not use itself. */
const heldByAnother = 75;

/** Makes the folder of locks, and removes what is none, however it came there: nobody can have locked it. */
function mendLocks(): void {
  if (existsSync(project.locks) && !statSync(project.locks).isDirectory()) rmSync(project.locks);
  mkdirSync(project.locks, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(project.locks, { withFileTypes: true })) {
    if (!entry.isFile()) rmSync(path.join(project.locks, entry.name), { recursive: true });
  }
}

/** The children that hold something for this process. */
const holders: ChildProcessByStdio<Writable, Readable, null>[] = [];

// The last thing that this process does is to wait for their end.
process.once("beforeExit", () => {
  for (const holder of holders) {
    holder.ref();
    holder.stdin.end();
  }
});

/**
 * Takes a lab for this process alone, until it is given back or the process ends: the kernel's lock
 * of a file (flock(2)), which no end of a process leaves behind. A child holds it, as Node.js can't, and ends with this process.
 *
 * @param what is taken: the name of a lab
 * @param doing the command, for whoever finds it taken
 * @param waitSeconds how long to wait for another process's end. @default 0
 * @returns what gives it back
 * @throws BusyError naming the process that has it
 */
export async function hold(what: string, doing: string, waitSeconds = 0): Promise<() => void> {
  mendLocks();
  const options = ["--timeout", `${waitSeconds}`, "--conflict-exit-code", `${heldByAnother}`];
  const holder = spawn("flock", [...options, what, "sh", "-c", "echo held; exec cat"], {
    cwd: project.locks,
    detached: true, // Ctrl+C is for this process; the lock goes with it
    stdio: ["pipe", "pipe", "inherit"],
  });
  const held = await Promise.race([
    once(holder.stdout, "data").then(() => true),
    once(holder, "close").then(() => false),
  ]);
  if (!held) throw busy(what);
  holder.unref();
  keepWaiting(false, [holder.stdin, holder.stdout]);
  const self: Holder = { pid: process.pid, doing, since: new Date().toISOString() };
  try {
    // In place: a new file would be another lock.
    writeFileSync(path.join(project.locks, what), JSON.stringify(self), { mode: 0o600 });
  } catch (error) {
    if (!isDiskFull(error)) throw error; // it is held nevertheless, though nobody is told by whom
  }
  holders.push(holder);
  return () => void holder.stdin.end();
}

/** What stands for the host that all labs share; no lab's name has a dot, and what has one is no lab. */
const hostOfAll = "host.all";

/** Seconds in which another process must have brought the host up or down; it takes two or three. */
const hostLimitSeconds = 120;

/** Takes the host of all labs, when another process has brought it up or down. @returns what gives it back */
export function holdHost(doing: string): Promise<() => void> {
  return hold(hostOfAll, doing, hostLimitSeconds);
}

/** Seconds in which this process's own last trace has given its lock back. */
const traceLimitSeconds = 1;

/**
 * Takes a lab's trace, beside which all else goes on: two traces would count each other's packets at the director's hooks.
 *
 * @returns what gives it back
 */
export function holdTrace(lab: string, doing: string): Promise<() => void> {
  return hold(`${lab}.trace`, doing, traceLimitSeconds);
}

/** Takes what no other process has. @returns whether this process has it now */
export async function tryHold(what: string, doing: string): Promise<boolean> {
  try {
    await hold(what, doing);
    return true;
  } catch (error) {
    if (error instanceof BusyError) return false;
    throw error;
  }
}

/** Who is at work on a lab, in words. The lock itself is not tried, which would keep others from it meanwhile. @default - nobody is */
export function whoIsAtWork(lab: string): string | undefined {
  const holder = readJson<Holder>(path.join(project.locks, lab));
  const command = `/proc/${holder?.pid}/cmdline`;
  return existsSync(command) && readFileSync(command, "utf8").includes(project.root) ? busy(lab).message : undefined;
}

/** The labs that a process was ever at work on here. */
export function labsEverHeld(): string[] {
  mendLocks();
  return readdirSync(project.locks).filter((name) => !name.includes("."));
}

function busy(what: string): BusyError {
  const holder = readJson<Holder>(path.join(project.locks, what));
  const who = holder ? `${holder.doing} (process ${holder.pid}, since ${clock(holder.since)})` : "another ./lab";
  return new BusyError(`${who} is at work on ${subjectOf(what)}; wait for its end, or end it`);
}

/** "lvs-nat", "a trace of lvs-nat". */
function subjectOf(what: string): string {
  return what.replace(/^(.*)\.trace$/, "a trace of $1");
}

/** The time of day, as people say it. */
function clock(since: string): string {
  return new Date(since).toTimeString().slice(0, 8);
}

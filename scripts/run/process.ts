import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process, as far as it is looked at here: proc_pid_stat(5). */
export interface ProcessStat {
  /** Its program's name, of which the kernel keeps 15 bytes. */
  readonly name: string;
  /** A letter: `Z` for one that has ended and that its parent has not noticed yet. */
  readonly state: string;
  readonly parent: number;
  /** When it started, in clock ticks since boot: numbers of processes come again. */
  readonly startTime: string;
}

/** The numbers of all processes. */
export function processIds(): number[] {
  return readdirSync("/proc").map(Number).filter(Boolean);
}

/** What the kernel says of a process; nothing where there is none of this number. */
export function processStat(pid: number): ProcessStat | undefined {
  try {
    // The name is in brackets and may hold anything. The state is field 3, the parent 4, the start time 22.
    const [, name = "", rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").match(/^\d+ \((.*)\) (.*)$/s) ?? [];
    const fields = rest.split(" ");
    return { name, state: fields[0] ?? "", parent: Number(fields[1]), startTime: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

/** The words that a process was started with; none where it has ended: proc_pid_cmdline(5). */
export function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
  } catch {
    return [];
  }
}

/** The variables that a process was started with; none where it has ended, or is another user's: proc_pid_environ(5). */
export function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").slice(0, -1);
  } catch {
    return [];
  }
}

/** The processes that one has started; none where it has ended: proc_pid_children(5). */
export function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return children.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** The folder in which a process works; nothing where it has ended, or is another user's. */
export function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Signals all processes of the group that a child leads, if any is there still. */
export function signalGroup({ pid }: { readonly pid?: number | undefined }, name: NodeJS.Signals): void {
  if (pid !== undefined) signal(-pid, name);
}

/**
 * Signals a process, or with a negative number a process group: kill(2).
 *
 * @returns false where there is none of this number any more
 */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

import path from "node:path";
import { $ } from "zx/core";
import { project } from "../project";
import { LabError } from "./errors";
import { log } from "./log";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text for the command's standard input. @default - empty */
  readonly input?: string;
  /** Seconds until the command is killed. @default 600 */
  readonly timeoutSeconds?: number;
  /** Ends the command when aborted. @default - none */
  readonly signal?: AbortSignal;
  /** An open file that the command gets as its descriptor 3. @default - none */
  readonly descriptor?: number;
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether commands are in process groups of their own, which a terminal's Ctrl+C does not reach. */
let apart = false;

/** Keeps Ctrl+C from the commands that run from here on, for work that must undo what it did. @returns what takes this back */
export function shieldCommands(): () => void {
  apart = true;
  return () => {
    apart = false;
  };
}

/**
 * Debian's bash takes itself for one that rshd or sshd has started where its input is a socket, as Node.js's pipes are, and no shell is
 * above it, as under systemd or cron: it runs `~/.bashrc` first, bash(1), which costs a tenth of a second and may print something.
 */
const belowShell = { SHLVL: "1" };

/** Runs a command to its end and returns what came of it, whatever that is; the output goes to `.lab/lab.log` too. */
export async function attempt(command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await $({
    quiet: true,
    nothrow: true,
    cwd: options.cwd,
    env: { ...process.env, ...belowShell, ...options.env },
    input: options.input ?? "",
    timeout: `${options.timeoutSeconds ?? 600}s`,
    signal: options.signal,
    detached: apart,
    stdio: ["pipe", "pipe", "pipe", options.descriptor ?? "ignore"],
  })`${command}`;
  log(command, exitCode, stdout, stderr);
  return { exitCode: exitCode ?? 128, stdout, stderr };
}

/**
 * Runs a command that must succeed and returns its standard output.
 *
 * @param doing what is being done, in words for a person: "starting the network"
 * @throws LabError with what was done, what the command said last, and where the whole output is
 */
export async function run(doing: string, command: readonly string[], options: RunOptions = {}): Promise<string> {
  const outcome = await attempt(command, options);
  if (outcome.exitCode !== 0) throw failure(doing, command, outcome);
  return outcome.stdout;
}

/** The error for a command that failed. */
export function failure(doing: string, command: readonly string[], outcome: Outcome): LabError {
  const said = (outcome.stderr.trim() || outcome.stdout.trim()).split("\n").slice(-12).join("\n  ");
  return new LabError(
    `${doing}: ${path.basename(command[0] ?? "")} ended with exit code ${outcome.exitCode}` +
      `${said ? ` and said:\n  ${said}` : ""}\n  the whole output is in ${path.relative(process.cwd(), project.log)}`,
  );
}

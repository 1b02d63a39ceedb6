import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { LabError } from "../scripts/run/errors";
import { benchFolder, benchLog } from "./folders";
import { Interrupted, isEnding, onEnd } from "./undo";

export interface TimedOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds after which the command, and all that it started, is killed. @default 600 */
  readonly limitSeconds?: number;
  /** Leave the output out of the log: for questions that are asked again and again. @default false */
  readonly silent?: boolean;
  /** The command takes something back: it is run while the benchmark ends too. @default false */
  readonly undoing?: boolean;
}

export interface Timed {
  readonly seconds: number;
  readonly stdout: string;
}

/**
 * Runs a command to its end and measures how long that takes. It is the leader of a process group of its own, so that
 * Ctrl-C reaches the benchmark alone, which then ends the group and cleans up.
 *
 * @throws LabError when it fails or takes longer than it may; Interrupted when the benchmark is ending
 */
export async function timed(command: readonly string[], options: TimedOptions = {}): Promise<Timed> {
  const { cwd, env, limitSeconds = 600, silent = false, undoing = false } = options;
  if (isEnding() && !undoing) throw new Interrupted();
  const [program = "", ...args] = command;
  const output: { stdout: string; stderr: string } = { stdout: "", stderr: "" };
  const began = process.hrtime.bigint();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
  };
  const forget = onEnd(kill);
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    kill();
  }, limitSeconds * 1000);
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  let cause: Error | undefined;
  child.on("error", (error) => {
    cause = error;
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  clearTimeout(clock);
  await forget();
  if (!silent) log(command, exitCode, output);
  if (exitCode === 0) return { seconds, stdout: output.stdout };
  if (isEnding() && !undoing) throw new Interrupted();
  const said = (output.stderr.trim() || output.stdout.trim()).split("\n").slice(-6).join("\n    ");
  const ended = late ? `did not end within ${limitSeconds} s` : `ended with exit code ${exitCode}`;
  throw new LabError(`${command.slice(0, 4).join(" ")} … ${cause?.message ?? ended}${said && `:\n    ${said}`}`);
}

function log(command: readonly string[], exitCode: unknown, { stdout, stderr }: { stdout: string; stderr: string }) {
  mkdirSync(benchFolder, { recursive: true });
  appendFileSync(
    benchLog,
    `${new Date().toISOString()} [${exitCode}] ${command.join(" ").slice(0, 2000)}\n${stdout}${stderr}\n`,
  );
}

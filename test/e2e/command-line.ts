import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** What a command came to. */
export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the project's root, as a person would type it. */
export function type(command: string, ...args: string[]): Result {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, CI: "true" },
    maxBuffer: 64 * 2 ** 20,
  });
  if (error) throw error;
  return { exitCode: status ?? 128, stdout, stderr };
}

/** `./lab …`, which must succeed. */
export function lab(...args: string[]): string {
  const { exitCode, stdout, stderr } = type("./lab", ...args);
  if (exitCode !== 0) throw new Error(`./lab ${args.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
  return stdout;
}

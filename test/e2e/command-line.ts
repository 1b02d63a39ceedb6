import { spawnSync } from "node:child_process";
import path from "node:path";
import type { UpResult } from "../../scripts/up/bring-up";

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
  return succeed("./lab", ...args);
}

/** `cdktf deploy` or `destroy`, which must succeed. */
export function cdktf(verb: "deploy" | "destroy"): string {
  return succeed("npx", "cdktf", verb, "--auto-approve");
}

function succeed(...command: [string, ...string[]]): string {
  const { exitCode, stdout, stderr } = type(...command);
  if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** `./lab up` of the one lab that main.ts declares. */
export function up(): UpResult {
  const [result] = JSON.parse(lab("up", "--json")) as UpResult[];
  if (!result) throw new Error("./lab up --json printed an empty list");
  return result;
}

import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { project } from "../project";
import { isDiskFull } from "./errors";

/** Bytes after which `.lab/lab.log` becomes `.lab/lab.log.1`, in the place of the one before: some dozens of commands. */
const mostBytes = 8 * 2 ** 20;

/** Adds a command with its output to `.lab/lab.log`; on a full disk it is left out, so that `./lab down` can make room. */
export function log(command: readonly string[], exitCode: number | null, stdout: string, stderr: string): void {
  const entry = `${new Date().toISOString()} [${exitCode}] ${command.join(" ").slice(0, 2000)}\n${stdout}${stderr}\n`;
  try {
    mkdirSync(project.lab, { recursive: true, mode: 0o700 });
    const bytes = statSync(project.log, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes > mostBytes) rename();
    appendFileSync(project.log, entry, { mode: 0o600 });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

function rename(): void {
  try {
    renameSync(project.log, `${project.log}.1`);
  } catch {
    // Another ./lab has done so just now.
  }
}

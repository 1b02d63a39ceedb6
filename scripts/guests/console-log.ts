import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { MachineDescription } from "../../constructs/lab-description";
import { project } from "../project";
import { lastText } from "../run/last-text";

/** The last lines of a machine's serial console, which the embedded host keeps; empty elsewhere. */
export function consoleTail({ name, domain }: MachineDescription, lines = 15): string {
  // The one before too: virtlogd has begun a new one just now, perhaps.
  const files = [`${logOf(domain)}.0`, logOf(domain)].filter((file) => existsSync(file));
  if (files.length === 0) return `see its console: ./lab shell ${name}`;
  const text = files.map((file) => lastText(file)).join("");
  if (text.trim() === "") return "its console has shown nothing";
  const tail = text.trimEnd().split("\n").slice(-lines);
  return `the last lines of its console:\n${tail.map((line) => `  ${line.trimEnd()}`).join("\n")}`;
}

/** Bytes in the log of a machine's console: others whenever it has printed something; 0 where the host keeps no log of it. */
export function consoleBytes({ domain }: MachineDescription): number {
  return statSync(logOf(domain), { throwIfNoEntry: false })?.size ?? 0;
}

function logOf(domain: string): string {
  return path.join(project.host, "console", `${domain}.log`);
}

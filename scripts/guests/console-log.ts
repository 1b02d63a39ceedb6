import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import type { MachineDescription } from "../../constructs/lab-description";
import { project } from "../project";

/** The last lines of a machine's serial console, which the embedded host keeps; empty elsewhere. */
export function consoleTail({ name, domain }: MachineDescription, lines = 15): string {
  const file = logOf(domain);
  if (!existsSync(file)) return `see its console: ./lab shell ${name}`;
  const tail = lastText(file).trimEnd().split("\n").slice(-lines);
  return `the last lines of its console:\n${tail.map((line) => `  ${line.trimEnd()}`).join("\n")}`;
}

/** The end of a file that may be very long. */
function lastText(file: string, bytes = 64 * 1024): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString();
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes that a machine has printed on its console since it was started; 0 where the host keeps no log of it. */
export function consoleBytes({ domain }: MachineDescription): number {
  return statSync(logOf(domain), { throwIfNoEntry: false })?.size ?? 0;
}

function logOf(domain: string): string {
  return path.join(project.host, "console", `${domain}.log`);
}

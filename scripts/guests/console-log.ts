import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MachineDescription } from "../../constructs/lab-description";
import { project } from "../project";

/** The last lines of a machine's serial console, which the embedded host keeps; empty elsewhere. */
export function consoleTail({ name, domain }: MachineDescription, lines = 15): string {
  const file = path.join(project.host, "console", `${domain}.log`);
  if (!existsSync(file)) return `see its console: ./lab shell ${name}`;
  const tail = readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines);
  return `the last lines of its console:\n${tail.map((line) => `  ${line.trimEnd()}`).join("\n")}`;
}

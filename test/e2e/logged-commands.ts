import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const file = path.resolve(__dirname, "../../.lab/lab.log");

/** What `./lab` has run since the project was cloned. */
export interface Logged {
  /** Programs that were started. */
  readonly programs: number;
  /** Questions to libvirt through a virsh that stays (scripts/libvirt/virsh-session.ts). */
  readonly requests: number;
}

/** Counts the entries of `.lab/lab.log`. */
export function logged(): Logged {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const commands = [...text.matchAll(/^\d{4}-\d\d-\d\dT\S+Z \[\w*\] (.*)$/gm)].map(([, command = ""]) => command);
  const requests = commands.filter((command) => command.startsWith("virsh --connect"));
  return { programs: commands.length - requests.length, requests: requests.length };
}

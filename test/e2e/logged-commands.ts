import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const log = path.resolve(__dirname, "../../.lab/lab.log");

/** What `./lab` has run. */
export interface Logged {
  /** Programs that were started. */
  readonly programs: number;
  /** Questions to libvirt through a virsh that stays (scripts/libvirt/virsh-session.ts). */
  readonly requests: number;
}

/** Counts the entries of `.lab/lab.log` since a time; the older of them may be in `.lab/lab.log.1` by now. */
export function loggedSince(time: Date): Logged {
  const text = [`${log}.1`, log].map((file) => (existsSync(file) ? readFileSync(file, "utf8") : "")).join("");
  const commands = [...text.matchAll(/^(\d{4}-\d\d-\d\dT\S+Z) \[\w*\] (.*)$/gm)]
    .filter(([, at = ""]) => new Date(at) >= time)
    .map(([, , command = ""]) => command);
  const requests = commands.filter((command) => command.startsWith("virsh --connect"));
  return { programs: commands.length - requests.length, requests: requests.length };
}

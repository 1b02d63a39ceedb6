import path from "node:path";
import { attempt } from "../scripts/run/run";

/** What full-disk.sh printed, line by line: what each command came to. */
export async function playFullDisk(afterSeconds: number): Promise<string[]> {
  // Root of a user namespace may mount as well.
  const own = process.getuid?.() === 0 ? ["--mount"] : ["--map-auto", "--map-root-user", "--mount"];
  const script = path.join(__dirname, "full-disk.sh");
  const command = ["unshare", ...own, "sh", script, `${afterSeconds}`];
  const { stdout } = await attempt(command, { env: { CI: "true" }, timeoutSeconds: 3600 });
  return stdout.trimEnd().split("\n");
}

/** What is not as promised of it: once there is room again, the next up is verified, and down leaves nothing. */
export function complaintsOf(lines: readonly string[]): string[] {
  const promised = [
    "up again: 0",
    "verification: 15 of 15 statements hold",
    "up after reset on a full disk: 0",
    "up after deploy on a full disk: 0",
    "up after down on a full disk: 0",
  ];
  const missing = promised.filter((line) => !lines.includes(line));
  // After the last command's line come the names of what is left.
  const complaints = [
    ...missing.map((line) => `not "${line}"`),
    ...(lines.at(-1) === "down: 0" ? [] : ['not "down: 0" at its end']),
  ];
  return complaints.length === 0 ? [] : [...complaints, ...lines];
}

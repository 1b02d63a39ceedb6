import { spawn } from "node:child_process";
import { Guests } from "../guests/guests";
import { LabError } from "../run/errors";
import { requireReachableLab } from "./deployed";

/** What root's `.bash_logout` in the image prints on the console, so that `exit` ends the session as it does in ssh. */
export const logoutMark = "\u001b]lab;logout\u0007";

/** Ctrl+], which ends virsh's console: virsh(1). */
const leaveKey = "\u001d";

/**
 * Opens a machine's serial console on this terminal, logged in as root. `exit` or Ctrl+] leaves it.
 *
 * @param options.lab name of the machine's lab, where several are up
 * @returns the exit code for the process
 */
export async function shell(node: string, options: { readonly lab?: string }): Promise<number> {
  const lab = await requireReachableLab(options.lab);
  const { machine, agent } = new Guests(lab).named(node);
  const { rows, columns } = process.stdout;
  if (rows && columns) {
    await agent.attempt(["stty", "-F", "/dev/ttyS0", "rows", `${rows}`, "cols", `${columns}`], 30);
  }
  process.stderr.write(`${node}'s console; leave with exit or Ctrl+]. Press Enter for the prompt.\n`);
  // virsh wants a terminal of its own, which script(1) gives it; this one is in raw mode meanwhile. What comes before
  // virsh's own first line is left out: a desktop's polkit agent complains there of what is not needed.
  const console = spawn("script", ["--quiet", "--command", virshConsole(lab.hostUri, machine.domain), "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const leave = () => console.stdin.write(leaveKey);
  let preamble = "";
  let connected = false;
  let tail = "";
  console.stdout.on("data", (data: Buffer) => {
    if (connected) process.stdout.write(data);
    else {
      preamble += data;
      const [, rest] = preamble.split(/Escape character is .*\r?\n/);
      connected = rest !== undefined;
      process.stdout.write(rest ?? "");
    }
    // The mark may come in two pieces.
    tail = (tail + data).slice(-2 * logoutMark.length - data.length);
    if (tail.includes(logoutMark)) leave();
  });
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  process.stdin.on("data", (data) => console.stdin.write(data)).on("end", leave);
  const exitCode = await new Promise<number>((resolve) => console.on("close", (code) => resolve(code ?? 0)));
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  process.stdin.destroy();
  if (!connected) throw new LabError(`${node}'s console did not open:\n  ${preamble.trim()}`);
  return exitCode;
}

/** A command line for script(1), which hands it to a shell: a URI may hold `?` and `&`. */
function virshConsole(uri: string, domain: string): string {
  const quoted = [uri, domain].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return `virsh --connect ${quoted[0]} console ${quoted[1]} --force`;
}

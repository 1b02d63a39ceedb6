import { spawn } from "node:child_process";
import { Guests } from "../guests/guests";
import { LabError } from "../run/errors";
import { requireDeployedLab } from "./deployed";

/** What root's `.bash_logout` in the image prints on the console, so that `exit` ends the session as it does in ssh. */
export const logoutMark = "\u001b]lab;logout\u0007";

/**
 * Opens a machine's serial console on this terminal, logged in as root. `exit` or Ctrl+] leaves it.
 *
 * @returns the exit code for the process
 */
export async function shell(node: string): Promise<number> {
  const lab = await requireDeployedLab();
  const { machine, agent } = new Guests(lab).named(node);
  const { rows, columns } = process.stdout;
  if (rows && columns) {
    await agent.attempt(["stty", "-F", "/dev/ttyS0", "rows", `${rows}`, "cols", `${columns}`], 30);
  }
  process.stderr.write(`${node}'s console; leave with exit or Ctrl+]. Press Enter for the prompt.\n`);
  // virsh wants a terminal of its own and keeps it in raw mode; script(1) gives it one whose output can be read here. What
  // comes before virsh's own first line is left out: a desktop's polkit agent complains there of what is not needed.
  const console = spawn("script", ["--quiet", "--command", virshConsole(lab.hostUri, machine.domain), "/dev/null"], {
    stdio: ["inherit", "pipe", "inherit"],
  });
  let preamble = "";
  let connected = false;
  console.stdout.on("data", (data: Buffer) => {
    if (connected) process.stdout.write(data);
    else {
      preamble += data;
      const [, rest] = preamble.split(/Escape character is .*\r?\n/);
      connected = rest !== undefined;
      process.stdout.write(rest ?? "");
    }
    if (data.includes(logoutMark)) console.kill("SIGTERM");
  });
  const exitCode = await new Promise<number>((resolve) => console.on("close", (code) => resolve(code ?? 0)));
  if (!connected) throw new LabError(`${node}'s console did not open:\n  ${preamble.trim()}`);
  return exitCode;
}

/** A command line for script(1), which hands it to a shell: a URI may hold `?` and `&`. */
function virshConsole(uri: string, domain: string): string {
  const quoted = [uri, domain].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return `virsh --connect ${quoted[0]} console ${quoted[1]} --force`;
}

import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Seconds for the whole conversation; an emulated guest under load takes its time to log in. */
const limitSeconds = 180;
/** What bash prompts with. */
const prompt = /root@\w+:~#/;

/**
 * Talks to a machine's console as a person does: Enter until there is a prompt, a command, and exit.
 *
 * @returns all that was shown, and the exit code of `./lab shell`, 128 when it did not end by itself
 */
export async function converse(machine: string, command: string): Promise<{ exitCode: number; shown: string }> {
  const child = spawn("./lab", ["shell", machine], { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const limit = setTimeout(() => child.kill("SIGKILL"), limitSeconds * 1000);
  let shown = "";
  let asked = false;
  let left = false;
  const enter = setInterval(() => child.stdin.write("\r"), 3000);
  child.stdout.on("data", (data: Buffer) => {
    shown += data;
    if (!asked && prompt.test(shown)) {
      asked = true;
      clearInterval(enter);
      child.stdin.write(`${command}\r`);
    } else if (asked && !left && prompt.test(shown.slice(shown.lastIndexOf(command)))) {
      left = true;
      child.stdin.write("exit\r");
    }
  });
  const exitCode = await ended;
  clearInterval(enter);
  clearTimeout(limit);
  return { exitCode: exitCode ?? 128, shown };
}

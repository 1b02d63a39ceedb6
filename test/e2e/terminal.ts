import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { waitFor } from "../../scripts/run/wait";

const root = path.resolve(__dirname, "../..");

/** A command in a terminal of its own, which script(1) gives it. */
export class Terminal {
  /** All that was shown. */
  shown = "";
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly ended: Promise<unknown>;

  constructor(command: string) {
    const args = ["--quiet", "--return", "--command", command, "/dev/null"];
    this.child = spawn("script", args, { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
    this.child.stdout.on("data", (data: Buffer) => {
      this.shown += data;
    });
    this.ended = once(this.child, "close");
  }

  /** Waits for a text, then types; what was shown before does not count for the next text. */
  async answer(text: string, keys: string): Promise<void> {
    if (!(await waitFor(async () => this.shown.includes(text) || undefined, 120, 0.1))) {
      throw new Error(`the terminal does not show "${text}":\n${this.shown}`);
    }
    this.shown = "";
    this.child.stdin.write(keys);
  }

  /** Waits for the command's end. @returns its exit code */
  async end(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  /** As when its window is closed. */
  async close(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

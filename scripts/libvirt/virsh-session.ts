import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { keepWaiting } from "../run/idle-streams";
import { log } from "../run/log";
import type { Outcome } from "../run/run";

/**
 * A virsh that stays, with its connection, and is given one command after the other on its standard input: virsh(1),
 * interactive mode. A virsh for each command takes 27 ms of a processor, most of it to start and to connect, and a guest is
 * asked a hundred times while a lab comes up.
 */
class VirshSession {
  /** Whether it can take another command. */
  alive = true;
  private said = { stdout: "", stderr: "" };
  private heard = () => {};
  private commands = 0;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly pipes: readonly (Readable | Writable)[];

  constructor(private readonly uri: string) {
    this.child = spawn("virsh", ["--quiet", "--connect", uri], {
      detached: true, // Ctrl+C is for ./lab; virsh ends with its input
      stdio: ["pipe", "pipe", "pipe"],
      // As plain as readline(3) can be.
      env: { ...process.env, TERM: "dumb", INPUTRC: "/dev/null" },
    });
    this.pipes = [this.child.stdin, this.child.stdout, this.child.stderr];
    for (const name of ["stdout", "stderr"] as const) {
      this.child[name].setEncoding("utf8").on("data", (text: string) => {
        this.said[name] += text;
        this.heard();
      });
    }
    this.child.stdin.on("error", () => {}); // it has ended, which "close" tells
    this.child.on("close", () => {
      this.alive = false;
      this.heard();
    });
    this.child.unref();
    keepWaiting(false, this.pipes);
  }

  /** @returns what came of a command whose answer is one line of JSON */
  async ask(args: readonly string[]): Promise<Outcome> {
    this.commands += 1;
    const [mark, shown] = [`<${this.commands}>`, `&lt;${this.commands}&gt;`]; // its own echo shows the first alone
    this.said = { stdout: "", stderr: "" };
    keepWaiting(true, this.pipes);
    this.child.stdin.write(`${args.map(quoted).join(" ")}\necho --err --xml '${mark}'\necho --xml '${mark}'\n`);
    await new Promise<void>((resolve) => {
      this.heard = () => {
        const { stdout, stderr } = this.said;
        if (!this.alive || (stdout.includes(shown) && stderr.includes(shown))) resolve();
      };
      this.heard();
    });
    keepWaiting(false, this.pipes);
    const stdout = this.said.stdout.split("\n").find((line) => line.startsWith("{")) ?? "";
    const stderr = this.said.stderr.replace(new RegExp(`(error: )?${shown}\\s*$`), "");
    const outcome = { exitCode: stdout === "" ? 1 : 0, stdout, stderr };
    // A connection that was lost is made anew by the next session.
    if (outcome.exitCode !== 0 && !/agent/i.test(stderr)) this.end();
    log(["virsh", "--connect", this.uri, ...args], outcome.exitCode, stdout, stderr);
    return outcome;
  }

  private end(): void {
    this.alive = false;
    this.child.stdin.end();
  }
}

/** For virsh's own parser, which takes quotes as a shell does; beyond ASCII as JSON escapes it, readline(3) being as it is. */
function quoted(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `'${ascii.replaceAll("'", "'\\''")}'`;
}

/** Of one host at once; a guest that does not answer keeps one busy for seconds. */
const most = 8;

/** The sessions of one host. */
interface Pool {
  readonly idle: VirshSession[];
  busy: number;
  /** Who waits for one of them. */
  readonly waiting: (() => void)[];
}

const pools = new Map<string, Pool>();

/**
 * Runs a virsh command whose arguments and answer are JSON, or without anything that JSON would escape.
 *
 * @returns its answer, a line; where there is none exit code 1 and what virsh said
 */
export async function askVirsh(uri: string, args: readonly string[]): Promise<Outcome> {
  const pool = pools.get(uri) ?? { idle: [], busy: 0, waiting: [] };
  pools.set(uri, pool);
  while (pool.busy >= most) await new Promise<void>((resolve) => pool.waiting.push(resolve));
  pool.busy += 1;
  const session = pool.idle.pop() ?? new VirshSession(uri);
  try {
    return await session.ask(args);
  } finally {
    if (session.alive) pool.idle.push(session);
    pool.busy -= 1;
    pool.waiting.shift()?.();
  }
}

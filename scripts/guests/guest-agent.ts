import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endWords } from "../libvirt/virsh";
import { askVirsh } from "../libvirt/virsh-session";
import { LabError } from "../run/errors";
import { failure, type Outcome } from "../run/run";
import { waitFor } from "../run/wait";

/** What a shell says of a program that it does not find. */
const noSuchProgram = 127;

/** Seconds that an interrupted command has for its end. */
const noticeSeconds = 3;

/**
 * A machine of the lab, reached through the QEMU guest agent on a virtio-serial port: no management network is
 * needed, so the guests' routes stay what the lesson says they are.
 * Commands: https://qemu-project.gitlab.io/qemu/interop/qemu-ga-ref.html
 */
export class GuestAgent {
  /**
   * Whether libvirt will not talk to it any more: after a QEMU that was killed while it was asked something, libvirt 9.0 may hold an
   * error of that one against the next. It is over when the machine is stopped and started once more.
   */
  lost = false;

  constructor(
    private readonly uri: string,
    private readonly domain: string,
  ) {}

  /**
   * Reads a small file of the guest without starting a program there.
   *
   * @returns its text; "" when there is no such file; `undefined` when the agent does not answer
   */
  async readFile(path: string): Promise<string | undefined> {
    const opened = await this.tryCommand({ execute: "guest-file-open", arguments: { path } }, 2);
    if (opened.exitCode !== 0) return opened.stderr.includes("No such file") ? "" : undefined;
    const handle = (JSON.parse(opened.stdout) as { return: number }).return;
    // The agent of a guest whose memory was loaded is connected anew, between two commands perhaps.
    const read = await this.tryCommand({ execute: "guest-file-read", arguments: { handle } }, 2);
    await this.tryCommand({ execute: "guest-file-close", arguments: { handle } }, 2);
    if (read.exitCode !== 0) return undefined;
    return Buffer.from(this.returned<{ "buf-b64": string }>(read)["buf-b64"], "base64").toString();
  }

  /**
   * Runs a command in the guest, as root, without a shell, to its end.
   *
   * @param interrupted when aborted, the command gets the signal that the abort's reason names, and its end is waited for
   * @throws LabError when the agent does not answer, or the command takes longer than `timeoutSeconds`
   */
  async attempt(
    command: readonly string[],
    timeoutSeconds = 120,
    input = "",
    interrupted?: AbortSignal,
  ): Promise<Outcome> {
    const [program, ...args] = command;
    const request = {
      execute: "guest-exec",
      arguments: {
        path: program,
        arg: args,
        env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=/root"],
        ...(input && { "input-data": Buffer.from(input).toString("base64") }),
        "capture-output": true,
      },
    };
    const answer = await this.tryCommand(request, 30);
    if (answer.stderr.includes("Failed to execute child process")) {
      return {
        exitCode: noSuchProgram,
        stdout: "",
        stderr: `${program}: there is no such program on ${this.domain}\n`,
      };
    }
    const started = this.returned<{ pid: number }>(answer);
    const end = Date.now() + timeoutSeconds * 1000;
    for (let pause = 20; ; pause = Math.min(pause * 1.5, 150)) {
      const told = await this.tryCommand({ execute: "guest-exec-status", arguments: { pid: started.pid } }, 30);
      // The agent ends with its machine, perhaps before it could be asked.
      if (told.exitCode !== 0 && endsMachine(command)) return { exitCode: 0, stdout: "", stderr: "" };
      const status = this.returned<ExecStatus>(told);
      if (status.exited) return outcomeOf(status);
      if (interrupted?.aborted) return this.interrupt(started.pid, `${interrupted.reason}`);
      if (Date.now() > end) {
        await this.kill(started.pid, "SIGTERM");
        throw new LabError(
          `${this.domain}: ${command.join(" ")} did not end within ${timeoutSeconds} s; it was killed`,
        );
      }
      await sleep(pause);
    }
  }

  /** Like {@link attempt}, for a command that must succeed; returns its standard output. */
  async run(command: readonly string[], timeoutSeconds?: number): Promise<string> {
    const outcome = await this.attempt(command, timeoutSeconds);
    if (outcome.exitCode !== 0) throw failure(`on ${this.domain}`, command, outcome);
    return outcome.stdout;
  }

  /** Hands an interruption on to a process, and kills it when it takes no notice. */
  private async interrupt(pid: number, signal: string): Promise<Outcome> {
    const request = { execute: "guest-exec-status", arguments: { pid } };
    const ended = async () => {
      const status = await this.command<ExecStatus>(request);
      return status.exited ? status : undefined;
    };
    await this.kill(pid, signal);
    let status = await waitFor(ended, noticeSeconds, 0.1);
    if (!status) {
      await this.kill(pid, "SIGKILL");
      status = await waitFor(ended, noticeSeconds, 0.1);
    }
    return outcomeOf(status ?? { exited: true, signal: 9 });
  }

  private async kill(pid: number, signal: string): Promise<void> {
    const words = ["-s", signal.replace("SIG", ""), `${pid}`];
    await this.tryCommand({ execute: "guest-exec", arguments: { path: "kill", arg: words } }, 5);
  }

  private async command<T>(request: object): Promise<T> {
    return this.returned<T>(await this.tryCommand(request, 30));
  }

  private returned<T>({ exitCode, stdout, stderr }: Outcome): T {
    if (exitCode !== 0) throw new LabError(silence(this.domain, stderr));
    return (JSON.parse(stdout) as { return: T }).return;
  }

  private async tryCommand(request: object, timeoutSeconds: number): Promise<Outcome> {
    const outcome = await askVirsh(this.uri, [
      "qemu-agent-command",
      "--timeout",
      `${timeoutSeconds}`,
      this.domain,
      JSON.stringify(request),
    ]);
    this.lost = outcome.stderr.includes("not available due to an error");
    return outcome;
  }
}

/** What is said where a machine's agent does not answer, of what virsh said. */
export function silence(domain: string, stderr: string): string {
  const end = endWords(stderr);
  if (end) return `${domain}: ${end}`;
  return `${domain}: the guest agent does not answer (${stderr.trim()}); see ./lab status, and ./lab shell for its console`;
}

/** Whether a command ends, or begins anew, the machine on which it runs: systemctl(1), "System Commands", and its short forms. */
export function endsMachine([program = "", ...args]: readonly string[]): boolean {
  const verbs = ["poweroff", "reboot", "halt", "kexec", "soft-reboot"];
  const name = path.basename(program);
  return name === "systemctl" ? args.some((word) => verbs.includes(word)) : [...verbs, "shutdown"].includes(name);
}

/** The answer of guest-exec-status. */
export interface ExecStatus {
  readonly exited: boolean;
  readonly exitcode?: number;
  readonly signal?: number;
  readonly "out-data"?: string;
  readonly "err-data"?: string;
}

/** What a finished guest-exec amounts to; a command ended by signal N has exit code 128 + N, as in a shell. */
export function outcomeOf(status: ExecStatus): Outcome {
  const text = (data?: string) => Buffer.from(data ?? "", "base64").toString();
  return {
    exitCode: status.exitcode ?? 128 + (status.signal ?? 0),
    stdout: text(status["out-data"]),
    stderr: text(status["err-data"]),
  };
}

import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ExecStatus, outcomeOf } from "../scripts/guests/guest-agent";
import { timed } from "./timed";

/** Sends a command to a guest's agent and returns what it answers. @throws when it does not answer */
export type Ask = (command: object) => Promise<unknown>;

/** Seconds that an agent has to answer. */
const patience = 5;

/** The agent behind a socket of a QEMU that was started by hand. */
export function askSocket(file: string): Ask {
  return (command) =>
    new Promise((resolve, reject) => {
      // An agent that was not up yet finds the older questions too: what it says to this one comes after this number.
      const id = Math.floor(Math.random() * 2 ** 31);
      const socket = connect(file);
      let said = "";
      const end = (settle: () => void) => {
        clearTimeout(clock);
        socket.destroy();
        settle();
      };
      const clock = setTimeout(() => end(() => reject(new Error("the agent does not answer"))), patience * 1000);
      socket.on("error", (error) => end(() => reject(error)));
      socket.on("connect", () => {
        socket.write(`${JSON.stringify({ execute: "guest-sync", arguments: { id } })}\n`);
      });
      let synchronised = false;
      socket.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const lines = said.split("\n");
        said = lines.pop() ?? "";
        for (const line of lines) {
          const answer = JSON.parse(line) as { return?: unknown; error?: { desc: string } };
          if (synchronised) {
            end(() => (answer.error ? reject(new Error(answer.error.desc)) : resolve(answer.return)));
          } else if (answer.return === id) {
            synchronised = true;
            socket.write(`${JSON.stringify(command)}\n`);
          }
        }
      });
    });
}

/** The agent of a libvirt domain. */
export function askDomain(uri: string, domain: string): Ask {
  return async (command) => {
    const request = ["qemu-agent-command", "--timeout", `${patience}`, domain, JSON.stringify(command)];
    const { stdout } = await timed(["virsh", "--connect", uri, ...request], { silent: true });
    return (JSON.parse(stdout) as { return: unknown }).return;
  };
}

/** Runs a command in a guest and returns its standard output, whatever its exit code. */
export async function runInGuest(ask: Ask, command: readonly string[]): Promise<string> {
  const [path, ...arg] = command;
  const { pid } = (await ask({ execute: "guest-exec", arguments: { path, arg, "capture-output": true } })) as {
    pid: number;
  };
  for (;;) {
    const status = (await ask({ execute: "guest-exec-status", arguments: { pid } })) as ExecStatus;
    if (status.exited) return outcomeOf(status).stdout;
    await sleep(100);
  }
}

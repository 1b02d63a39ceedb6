import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { project } from "../project";
import { diskFull, LabError } from "../run/errors";
import { BusyError } from "../run/hold";
import { interruptedExitCode } from "../run/interruption";
import { signal } from "../run/process";
import { log, run } from "../run/run";
import { type EndingSignal, endingSignals } from "../run/signals";
import { terraformBinary } from "./binary";
import { endProvidersLeftBehind } from "./left-behind";
import type { Stack } from "./synth";

/** What an apply or destroy changed. */
export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** An event of Terraform's machine-readable output: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
interface TerraformEvent {
  readonly type: string;
  readonly hook?: { readonly resource?: { readonly addr: string } };
  readonly changes?: Changes & { readonly operation: string };
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
}

/** `terraform init`: fetches the provider into the stack's folder. Quick when it is there. */
export async function init(stack: Stack): Promise<void> {
  mkdirSync(project.state, { recursive: true, mode: 0o700 });
  await run("terraform init", [terraformBinary(), "init", "-input=false", "-no-color"], { cwd: stack.folder });
}

/** `terraform apply`. @param onDone called with the address of each resource that is finished */
export function apply(stack: Stack, onDone: (address: string) => void): Promise<Changes> {
  return execute("deploying the lab", ["apply"], stack, onDone);
}

/** `terraform destroy`. @param onDone called with the address of each resource that is gone */
export function destroy(stack: Stack, onDone: (address: string) => void): Promise<Changes> {
  return execute("destroying the lab", ["destroy"], stack, onDone);
}

/**
 * Seconds without any of the provider's resources finished after which Terraform is taken to stand still; each takes a few
 * at the most. Guests' settings are not the provider's, and have a limit of their own (scripts/guests/wait-until-ready.ts).
 *
 * Seen under load: libvirtd sends the first part of a seed disk before it answers the request for it, and the provider's
 * library (go-libvirt) then waits for ever; a provider that is built here is mended (scripts/provider/module/). Nothing is
 * half-made by that, as it is a read, so it is begun again.
 */
const stillSeconds = 40;
const attempts = 4;

/**
 * The lab is held by this process (scripts/run/hold.ts), so a terraform that has its state is cdktf's, or one whose ./lab was
 * killed: that one ends by itself within seconds.
 */
const lockTimeout = "-lock-timeout=30s";

async function execute(
  doing: string,
  verb: readonly string[],
  stack: Stack,
  onDone: (address: string) => void,
): Promise<Changes> {
  endProvidersLeftBehind(stack.folder);
  for (let attempt = 1; ; attempt += 1) {
    const { exitCode, stoodStill, changes, complaints } = await runOnce(verb, stack, onDone);
    if (interruptedExitCode() !== undefined) throw new LabError(`${doing}: interrupted`);
    if (exitCode === 0) return changes;
    if ((stoodStill || complaints.some(isPassing)) && attempt < attempts) continue;
    if (complaints.some((complaint) => /no space left on device|disk quota exceeded/i.test(complaint))) {
      throw new LabError(`${doing}: ${diskFull}`);
    }
    if (complaints.some((complaint) => complaint.includes("acquiring the state lock"))) {
      throw new BusyError(
        `${doing}: another terraform, of cdktf say, is at work on this lab; wait for its end, or end it`,
      );
    }
    const said = stoodStill ? [`nothing for ${stillSeconds} s, ${attempts} times`] : complaints;
    throw new LabError(
      `${doing}: terraform said:\n  ${said.join("\n  ")}\n  run the same command again: it goes on where it stopped`,
    );
  }
}

/**
 * Whether it is over when it is tried again: libvirt waits 30 s for a machine that it is still at work on, one that it was starting
 * when it was killed, say, and then gives up.
 */
function isPassing(complaint: string): boolean {
  return complaint.includes("cannot acquire state change lock");
}

/** What ends this process is handed on to terraform, which ends in order. */
const ends = Object.keys(endingSignals) as EndingSignal[];

async function runOnce(verb: readonly string[], stack: Stack, onDone: (address: string) => void) {
  const command = [terraformBinary(), ...verb, "-json", "-auto-approve", "-input=false", lockTimeout];
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: stack.folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a process group of its own, with the provider in it
  });
  let changes: Changes = { add: 0, change: 0, remove: 0 };
  const complaints: string[] = [];
  const output: string[] = [];
  let stoodStill = false;
  const watch = setTimeout(() => {
    stoodStill = true;
    endGroup(child, "SIGKILL");
  }, stillSeconds * 1000);
  const interrupt = () => endGroup(child, "SIGINT");
  for (const end of ends) process.once(end, interrupt);
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
  createInterface({ input: child.stdout }).on("line", (line) => {
    output.push(line);
    const event = parse(line);
    // Only the provider's resources stand still; a guest's settings may wait for a new real server's boot.
    const waits = event?.type === "apply_progress" && !event.hook?.resource?.addr.startsWith("terraform_data.");
    if (!waits) watch.refresh();
    if (event?.type === "apply_complete" && event.hook?.resource) onDone(event.hook.resource.addr);
    if (event?.type === "change_summary" && event.changes) changes = event.changes;
    if (event?.diagnostic?.severity === "error") {
      complaints.push([event.diagnostic.summary, event.diagnostic.detail].filter(Boolean).join(": "));
    }
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  // A terraform that was killed leaves its provider behind.
  endGroup(child, "SIGKILL");
  log(command, exitCode, output.join("\n"), complaints.join("\n"));
  clearTimeout(watch);
  for (const end of ends) process.off(end, interrupt);
  return { exitCode, stoodStill, changes, complaints };
}

/** Signals all processes of a group, if any is there still. */
function endGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid !== undefined) signal(-child.pid, name);
}

function parse(line: string): TerraformEvent | undefined {
  try {
    return JSON.parse(line) as TerraformEvent;
  } catch {
    return undefined;
  }
}

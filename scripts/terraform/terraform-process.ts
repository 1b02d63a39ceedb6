import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { project } from "../project";
import { log } from "../run/log";
import { signalGroup } from "../run/process";
import { endingSignalNames } from "../run/signals";
import { terraformBinary } from "./binary";

/** What an apply or destroy changed. */
export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

export const noChanges: Changes = { add: 0, change: 0, remove: 0 };

/** An event of Terraform's machine-readable output: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
interface TerraformEvent {
  readonly type: string;
  readonly hook?: { readonly resource?: { readonly addr: string } };
  readonly changes?: Changes;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
}

/**
 * Seconds without any of the provider's resources finished after which Terraform is taken to stand still; each takes a few
 * at the most. Guests' settings are not the provider's, and have a limit of their own (scripts/guests/wait-until-ready.ts).
 *
 * Seen under load before go-libvirt was mended (scripts/provider/module/): libvirtd sends the first part of a seed disk before it
 * answers the request for it, and the library then waits for ever. A terraform that stands still is begun again: nothing is
 * half-made by that, as it waits for an answer.
 */
export const stillSeconds = 40;

/**
 * The lab is held by this process (scripts/run/hold.ts), so a terraform that has its state is cdktf's, or one whose ./lab was
 * killed: that one ends by itself within seconds.
 */
const lockTimeout = "-lock-timeout=30s";

const sockets = embeddedSocketDir(project.root);

/**
 * Runs terraform to its end, or until it stands still.
 *
 * @param onDone called with the address of each resource that is finished
 */
export async function runTerraform(
  [verb = "", ...words]: readonly string[],
  folder: string,
  onDone: (address: string) => void,
) {
  const command = [terraformBinary(), verb, "-json", "-input=false", lockTimeout, ...words];
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    // A provider that is killed leaves its socket behind, and half a seed disk: here they go with the embedded host.
    env: { ...process.env, ...(existsSync(sockets) && { PLUGIN_UNIX_SOCKET_DIR: sockets }) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a process group of its own, with the provider in it
  });
  let changes = noChanges;
  const complaints: string[] = [];
  const output: string[] = [];
  let stoodStill = false;
  const watch = setTimeout(() => {
    stoodStill = true;
    signalGroup(child, "SIGKILL");
  }, stillSeconds * 1000);
  // What ends this process is handed on to terraform, which ends in order.
  const interrupt = () => signalGroup(child, "SIGINT");
  for (const end of endingSignalNames) process.once(end, interrupt);
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
  createInterface({ input: child.stdout }).on("line", (line) => {
    output.push(line);
    const event = parse(line);
    // Only the provider's resources stand still; a guest's settings may wait for a new real server's boot.
    const waits = event?.type === "apply_progress" && !event.hook?.resource?.addr.startsWith("terraform_data.");
    if (!waits) watch.refresh();
    if (event?.type === "apply_complete" && event.hook?.resource) onDone(event.hook.resource.addr);
    if (event?.type === "change_summary" && event.changes) {
      const { add, change, remove } = event.changes;
      changes = { add, change, remove };
    }
    if (event?.diagnostic?.severity === "error") {
      complaints.push([event.diagnostic.summary, event.diagnostic.detail].filter(Boolean).join(": "));
    }
  });
  const [exitCode, killedBy] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  // A terraform that was killed leaves its provider behind.
  signalGroup(child, "SIGKILL");
  log(command, exitCode, output.join("\n"), complaints.join("\n"));
  clearTimeout(watch);
  for (const end of endingSignalNames) process.off(end, interrupt);
  if (killedBy && !stoodStill) complaints.push(`nothing more: it was ended by ${killedBy}`);
  return { exitCode, stoodStill, changes, complaints };
}

function parse(line: string): TerraformEvent | undefined {
  try {
    return JSON.parse(line) as TerraformEvent;
  } catch {
    return undefined;
  }
}

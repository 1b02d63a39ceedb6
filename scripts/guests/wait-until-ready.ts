import { setTimeout as sleep } from "node:timers/promises";
import type { LabDescription, MachineDescription } from "../../constructs/lab-description";
import { isEmbedded } from "../host/embedded-host";
import { domainStates, tryVirsh } from "../libvirt/virsh";
import { requireDiskSpace } from "../run/disk-space";
import { LabError } from "../run/errors";
import { waitFor } from "../run/wait";
import { consoleBytes, consoleTail } from "./console-log";
import type { GuestAgent } from "./guest-agent";
import type { Guest } from "./guests";
import { type Progress, readinessOf } from "./readiness";

/** A machine says nothing, and will not: its guest agent does not answer. */
export class SilentError extends LabError {}

/** Limits of {@link waitUntilReady}, and what it asks. */
interface WaitOptions {
  /** How long it may take; four machines on two emulated processors take about 40 s. @default 900 */
  readonly limitSeconds?: number;
  /** How long the machine may say nothing. @default - as long as it may take */
  readonly silentSeconds?: number;
  /** false: whether its services are up is not asked; who looks at its settings then sees it. @default true */
  readonly services?: boolean;
}

/**
 * Follows a machine until cloud-init has finished and its services are up.
 *
 * @param onProgress called when the machine has come further
 * @throws SilentError when it has said nothing for too long, or libvirt has lost its guest agent
 * @throws LabError when the machine is not running, cloud-init reports errors, or the limit has passed; the last
 * lines of the machine's console are shown
 */
export async function waitUntilReady(
  lab: LabDescription,
  { machine, agent }: Guest,
  onProgress: (progress: Progress) => void,
  { limitSeconds = 900, silentSeconds = limitSeconds, services = true }: WaitOptions = {},
): Promise<void> {
  const began = Date.now();
  const after = (seconds: number) => Date.now() >= began + seconds * 1000;
  let last: Progress = "booting";
  let printed = 0;
  for (; !after(limitSeconds); await until(machine, printed)) {
    printed = consoleBytes(machine);
    const { progress, errors } = await readinessOf(agent);
    if (progress === "booting") await requireRunning(lab, machine);
    if (agent.lost || (progress === "booting" && after(silentSeconds))) {
      const why = agent.lost ? "libvirt has lost its guest agent" : `it has said nothing for ${silentSeconds} s`;
      throw new SilentError(`${machine.name}: ${why}\n${consoleTail(machine)}`);
    }
    if (progress !== last) onProgress(progress);
    last = progress;
    if (errors) {
      throw new LabError(`${machine.name}: cloud-init reports: ${errors.join("; ")}\n${consoleTail(machine)}`);
    }
    if (progress === "ready" && (!services || (await isThrough(agent)))) return;
  }
  throw new LabError(
    `${machine.name} is not ready after ${limitSeconds} s; it stopped at: ${last}\n${consoleTail(machine)}`,
  );
}

/** Whether a machine has finished its boot, without an error and now. */
export async function isReady(guest: Guest): Promise<boolean> {
  return (await isSetUp(guest)) && (await isThrough(guest.agent));
}

/** Whether cloud-init has finished on a machine, without an error and now. */
export async function isSetUp({ agent }: Guest): Promise<boolean> {
  const { progress, errors } = await readinessOf(agent);
  return progress === "ready" && !errors;
}

/** After a reboot cloud-init has nothing to do, and is through before the services are up. */
async function isThrough(agent: GuestAgent): Promise<boolean> {
  return (await agent.attempt(["systemctl", "is-active", "multi-user.target"])).exitCode === 0;
}

/**
 * Waits until it is time to ask again. Each question takes some of the processor that the machine boots on; so they are few
 * until it prints something on its console: it does where it stops, and at the end of its boot (lab-console.service).
 */
async function until(machine: MachineDescription, printed: number): Promise<void> {
  const quiet = async () => (consoleBytes(machine) === printed ? undefined : true);
  await sleep(250);
  await waitFor(quiet, 2, 0.1);
}

/**
 * A machine whose memory is still being loaded is paused, after libvirtd was killed meanwhile even when it was told to go on; so
 * it is told again.
 *
 * @throws LabError when the machine does not run
 * @throws DiskFullError when it stands still as there is no room for what it writes
 */
async function requireRunning(lab: LabDescription, machine: MachineDescription): Promise<void> {
  const { domain, name } = machine;
  const state = (await domainStates(lab.hostUri)).get(domain);
  if (state === "running") return;
  if (state === "paused") {
    // QEMU has a machine stand still that cannot write to its disk.
    if (isEmbedded(lab)) requireDiskSpace();
    return void (await tryVirsh(lab.hostUri, ["resume", domain]));
  }
  throw new LabError(
    `${name} is ${state ?? "not there"}, not running; ./lab up starts it again\n${consoleTail(machine)}`,
  );
}

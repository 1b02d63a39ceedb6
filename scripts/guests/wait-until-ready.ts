import { setTimeout as sleep } from "node:timers/promises";
import type { LabDescription } from "../../constructs/lab-description";
import { domainStates } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { consoleTail } from "./console-log";
import type { Guest } from "./guests";
import { type Progress, readinessOf } from "./readiness";

/** Seconds for one machine's boot. Four on two emulated processors take about 150. */
const limitSeconds = 900;

/**
 * Follows a machine until cloud-init has finished and its services are up.
 *
 * @param onProgress called when the machine has come further
 * @throws LabError when the machine is not running, cloud-init reports errors, or the limit has passed; the last
 * lines of the machine's console are shown
 */
export async function waitUntilReady(
  lab: LabDescription,
  { machine, agent }: Guest,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const end = Date.now() + limitSeconds * 1000;
  let last: Progress = "defined";
  for (; Date.now() < end; await sleep(1000)) {
    const state = (await domainStates(lab.hostUri)).get(machine.domain);
    if (state !== "running") {
      throw new LabError(`${machine.name} is ${state ?? "not there"}, not running; ./lab up starts it again`);
    }
    const { progress, errors } = await readinessOf(agent);
    if (progress !== last) onProgress(progress);
    last = progress;
    if (errors) {
      throw new LabError(`${machine.name}: cloud-init reports: ${errors.join("; ")}\n${consoleTail(machine)}`);
    }
    // After a reboot cloud-init has nothing to do, and is through before the services are up.
    if (progress === "ready" && (await agent.attempt(["systemctl", "is-active", "multi-user.target"])).exitCode === 0)
      return;
  }
  throw new LabError(
    `${machine.name} is not ready after ${limitSeconds} s; it stopped at: ${last}\n${consoleTail(machine)}`,
  );
}

import type { DeployedLab } from "../../constructs/lab-description";
import { machineStates } from "../guests/machine-states";
import { chooseHost } from "../host/choose-host";
import { LabError, UsageError } from "../run/errors";
import { BusyError, labsEverHeld, whoIsAtWork } from "../run/hold";
import { recordedResources } from "../terraform/recorded-resources";
import { deployedLab, deployedLabs, recordedLabs } from "../terraform/state";

/** What is said where no lab is up. */
export function noLabIsUp(): string {
  const half = halfMadeLabs().join(", ");
  if (half === "") return "no lab is up; bring it up with ./lab up";
  return `of the lab ${half} there is a part; ./lab up completes it, ./lab down removes it`;
}

/** Who is at work on which labs, in words. */
export function atWork(): string[] {
  return labsEverHeld().flatMap((lab) => whoIsAtWork(lab) ?? []);
}

/** Reads states. @throws BusyError where one can't be read, since another `./lab` is at work on it and Terraform writes it just now */
export function readStates<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const [words] = atWork();
    throw words === undefined ? error : new BusyError(words);
  }
}

/** Labs of which there is a part: a command that makes or removes them is at work, or was interrupted. */
function halfMadeLabs(): string[] {
  return recordedLabs().filter((name) => recordedResources(name).ids.size > 0 && deployedLab(name) === undefined);
}

/**
 * The name of a lab that Terraform knows resources of, of an interrupted deploy too.
 *
 * @param name as it was typed
 * @throws LabError when there is no lab at all
 * @throws UsageError when there is none of this name
 */
export function requireRecordedLab(name: string): string {
  const names = recordedLabs();
  if (names.length === 0) throw new LabError(noLabIsUp());
  if (!names.includes(name)) throw new UsageError(`the lab ${name} is not up; up is ${names.join(", ")}`);
  return name;
}

/**
 * The lab that a command is about, whether its host is still there or not.
 *
 * @param name its name, where several may be up
 * @throws LabError when none is up, or it is on another libvirt than the one that is asked for
 * @throws UsageError when this one is not, or when several are and no name is given
 */
export async function requireDeployedLab(name?: string): Promise<DeployedLab> {
  chooseHost();
  if (name !== undefined) {
    // Of this one alone, so that another whose state is damaged does not matter.
    const recorded = requireRecordedLab(name);
    const lab = readStates(() => deployedLab(recorded));
    if (!lab) throw new UsageError(`the lab ${name} is not up; ./lab up brings it up`);
    return lab;
  }
  const [lab, ...others] = readStates(deployedLabs);
  if (!lab) throw new LabError(noLabIsUp());
  if (others.length > 0) {
    const names = [lab, ...others].map((one) => one.name).join(", ");
    throw new UsageError(`several labs are up: ${names}; say which with --lab`);
  }
  return lab;
}

/** Like {@link requireDeployedLab}, for a command that works on the machines. @throws LabError when the lab's host is gone too */
export async function requireReachableLab(name?: string): Promise<DeployedLab> {
  const lab = await requireDeployedLab(name);
  await statesOf(lab);
  return lab;
}

/** How each machine of a lab is, by its name. @throws LabError when the lab's host is gone */
export function statesOf(lab: DeployedLab): ReturnType<typeof machineStates> {
  return machineStates(lab).catch(() => {
    throw new LabError(
      `the lab ${lab.name} was up, but its host does not answer (${lab.hostUri}); ./lab up brings it back, ./lab down forgets it`,
    );
  });
}

import type { DeployedLab } from "../../constructs/lab-description";
import { machineStates } from "../guests/machine-states";
import { LabError, UsageError } from "../run/errors";
import { deployedLabs } from "../terraform/state";

/**
 * The lab that a command is about, whether its host is still there or not.
 *
 * @param name its name, where several may be up
 * @throws LabError when none is up
 * @throws UsageError when this one is not, or when several are and no name is given
 */
export async function requireDeployedLab(name?: string): Promise<DeployedLab> {
  const labs = deployedLabs();
  const [lab, ...others] = name === undefined ? labs : labs.filter((one) => one.name === name);
  const names = labs.map((one) => one.name).join(", ");
  if (labs.length === 0) throw new LabError("no lab is up; bring it up with ./lab up");
  if (!lab) throw new UsageError(`the lab ${name} is not up; up is ${names}`);
  if (others.length > 0) throw new UsageError(`several labs are up: ${names}; say which with --lab`);
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

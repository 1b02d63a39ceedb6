import type { DeployedLab } from "../../constructs/lab-description";
import { LabError, UsageError } from "../run/errors";
import { deployedLabs } from "../terraform/state";

/**
 * The lab that a command is about.
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

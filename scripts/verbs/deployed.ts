import type { LabDescription } from "../../constructs/lab-description";
import { LabError } from "../run/errors";
import { deployedLab } from "../terraform/terraform";

/** The lab that is up. @throws LabError when none is */
export async function requireDeployedLab(): Promise<LabDescription> {
  const lab = deployedLab();
  if (!lab) throw new LabError("no lab is up; bring it up with ./lab up");
  return lab;
}

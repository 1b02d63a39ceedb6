import { refuseDuringExam } from "../exam/exam";
import { chooseHost } from "../host/choose-host";
import { type PlannedChange, plannedChanges } from "../plan/planned-changes";
import { withResources } from "../plan/resource-changes";
import type { Difference } from "../settings/differences";
import { driftOfLab } from "../settings/settle";
import { deployedLab, deployedLabs, recordedLabs } from "../terraform/state";
import { type Stack, synth } from "../terraform/synth";
import { forget, init, plan } from "../terraform/terraform";
import { requireDeployedLab, statesOf } from "./deployed";

/** How a lab differs from main.ts. */
export interface LabDiff {
  readonly lab: string;
  /** What main.ts declares and is not deployed, or the other way round: `./lab up` deploys it. */
  readonly planned: readonly PlannedChange[];
  /** What was changed by hand in a guest: `./lab up` puts it right. */
  readonly drift: readonly Difference[];
}

/**
 * Compares main.ts with what is deployed, as Terraform plans it, and the guests with what they were given. Nothing is changed.
 *
 * @param options.lab the one lab to compare. @default - all that main.ts declares
 * @throws LabError when no lab is up, or it is on another libvirt than is asked for, an exam is on, main.ts declares what cannot work, or a
 * guest's agent does not answer
 * @throws UsageError when the one lab is not up
 */
export async function diff(options: { readonly lab?: string }): Promise<LabDiff[]> {
  chooseHost();
  refuseDuringExam(options.lab === undefined ? recordedLabs() : [options.lab]);
  const stacks = await synth({ hostIsPrepared: true });
  if (options.lab !== undefined || deployedLabs().length === 0) await requireDeployedLab(options.lab);
  return Promise.all(stacks.filter(({ name }) => (options.lab ?? name) === name).map(diffOf));
}

async function diffOf(stack: Stack): Promise<LabDiff> {
  const { name, declared } = stack;
  const deployed = deployedLab(name);
  if (!deployed)
    return { lab: name, planned: plannedChanges({ ...declared, machines: [], networks: [] }, declared), drift: [] };
  await statesOf(deployed);
  const drift = await driftOfLab(deployed);
  await init(stack);
  const terraforms = await plan(stack);
  forget(terraforms);
  return { lab: name, planned: withResources(plannedChanges(deployed, declared), terraforms.resources), drift };
}

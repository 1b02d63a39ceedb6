import { Listr } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { primeLab } from "../memory/prime-lab";
import { renderer } from "../output/renderer";
import type { Difference } from "../settings/differences";
import type { Stack } from "../terraform/synth";
import type { Changes } from "../terraform/terraform-process";
import { machinesStep } from "./machines-step";
import type { Making, Step } from "./making";
import { planStep } from "./plan-step";
import { resourcesStep } from "./resources-step";

/** What making one lab came to. */
export interface MadeLab {
  readonly lab: DeployedLab;
  readonly changes: Changes;
  /** Whether there was nothing of it before. */
  readonly isNew: boolean;
  /** What was not as declared in guests that ran already, and was put right. */
  readonly mended: readonly Difference[];
}

/**
 * Makes a lab's resources, and waits for its machines. A step that is done is not done again.
 *
 * @param seen names of the machines that were as declared before: they are not looked at again where nothing is changed
 */
export async function makeLab(
  stack: Stack,
  host: HostSettings,
  seen: Promise<readonly string[]> | undefined,
): Promise<MadeLab> {
  const savedMemory: Step = {
    title: "saved memory",
    task: async (_, task) => {
      task.title = `saved memory: ${await primeLab(stack.declared, host)}`;
    },
  };
  const steps = [savedMemory, planStep(stack), resourcesStep(stack), machinesStep(stack, seen)];
  const { lab, changes, isNew, mended } = await new Listr<Making, "default", "verbose">(steps, renderer()).run();
  return { lab, changes, isNew, mended };
}

import { asDeclared } from "../settings/settle";
import { deployedLab, recordedLabs } from "../terraform/state";

/** A look at a lab's guests, as `./lab up` begins. */
export interface FirstLook {
  readonly lab: string;
  /** Names of the machines that have booted and are as they are declared. */
  readonly asDeclared: Promise<readonly string[]>;
}

/**
 * Begins to look at the guests of the lab that is up: they have an idle processor while main.ts is synthesised and Terraform plans.
 * What is found is some seconds old when it is used, and holds where nothing is changed meanwhile. Of several labs none is looked
 * at: it would be old for all but the first.
 */
export function firstLook(): FirstLook | undefined {
  const [lab, ...others] = recordedLabs();
  return lab === undefined || others.length > 0 ? undefined : { lab, asDeclared: asDeclaredIn(lab) };
}

async function asDeclaredIn(name: string): Promise<readonly string[]> {
  try {
    const lab = deployedLab(name);
    return lab ? await asDeclared(lab) : [];
  } catch {
    return []; // its state is damaged, say: what comes next tells it
  }
}

import { refuseDuringExam } from "../exam/exam";
import { savedMemoryIsOff } from "../memory/prime-lab";
import { ensureRequirements } from "../requirements/install";
import { recordedLabs } from "../terraform/state";
import { bringUp, type UpResult } from "../up/bring-up";
import { firstLook } from "../up/first-look";
import { prepare } from "../up/prepare";

export interface UpOptions {
  /** Install what is missing on this machine without asking. */
  readonly yes: boolean;
  /** Name of the one lab to bring up. @default - all that main.ts declares */
  readonly lab?: string;
}

/**
 * Brings labs up, from whatever stands already, to verified labs. A step that is done is not done again.
 *
 * @throws LabError when an exam is on in one of them, which this would mend
 * @throws UsageError when LAB_SAVED_MEMORY is set to what it cannot be
 */
export async function up({ yes, lab }: UpOptions): Promise<UpResult[]> {
  savedMemoryIsOff(); // or it is wrong
  refuseDuringExam(lab === undefined ? recordedLabs() : [lab]);
  await ensureRequirements(yes);
  const seen = firstLook();
  const { stacks, host } = await prepare(lab, "./lab up");
  return bringUp(stacks, host, seen);
}

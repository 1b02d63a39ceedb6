import type { HostSettings } from "../../constructs/libvirt/host-settings";
import type { Stack } from "../terraform/synth";
import type { Verification } from "../verify/verify";
import type { FirstLook } from "./first-look";
import { type MadeLab, makeLab } from "./make-lab";
import { type Proof, proveLab, showProof } from "./prove-lab";

/** What bringing one lab up came to. */
export interface UpResult extends MadeLab, Verification {}

/**
 * Brings labs up, one after the other, as they share the host's processors; each is verified and saved while the next one's resources
 * are made, which leaves them idle.
 */
export async function bringUp(stacks: readonly Stack[], host: HostSettings, seen?: FirstLook): Promise<UpResult[]> {
  const results: UpResult[] = [];
  let last: { readonly made: MadeLab; readonly proof: Proof } | undefined;
  const finish = async () => {
    if (!last) return;
    const { made, proof } = last;
    last = undefined;
    results.push({ ...made, ...(await showProof(proof, stacks.length > 1 ? `${made.lab.name}: ` : "")) });
  };
  try {
    for (const stack of stacks) {
      const made = await makeLab(stack, host, seen?.lab === stack.name ? seen.asDeclared : undefined);
      await finish();
      last = { made, proof: proveLab(made.lab, made.isNew) };
    }
  } finally {
    await finish();
  }
  return results;
}

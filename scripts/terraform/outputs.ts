import type { DeployedLab, LabDescription } from "../../constructs/lab-description";

/** A stack's outputs, in its state and in what is synthesised. */
export interface Outputs {
  readonly lab?: { readonly value: LabDescription };
  readonly guests?: { readonly value: DeployedLab["guests"] };
}

/** The lab in a stack's outputs; `undefined` where they are not whole. */
export function labOf({ lab, guests }: Outputs): DeployedLab | undefined {
  return lab && guests && { ...lab.value, guests: guests.value };
}

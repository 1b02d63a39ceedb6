import { checkRequirements, type Finding } from "../requirements/check";
import { ensureRequirements } from "../requirements/install";

/** Looks at each requirement of this machine. @param options.fix mend what can be mended, without asking */
export async function doctor(options: { readonly fix: boolean }): Promise<Finding[]> {
  if (options.fix) await ensureRequirements(true);
  return checkRequirements();
}

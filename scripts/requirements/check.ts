import { onPath } from "./on-path";
import type { Requirement } from "./requirement";
import { requirements } from "./requirements";

/** A requirement as it stands on this machine. */
export interface Finding {
  readonly requirement: Requirement;
  /** What is wrong. @default - nothing */
  readonly problem?: string;
  /** The command or advice that mends it. */
  readonly mend: string;
}

/** Looks at each requirement. */
export function checkRequirements(rows: readonly Requirement[] = requirements()): Promise<Finding[]> {
  return Promise.all(
    rows.map(async (requirement) => ({ requirement, problem: await requirement.problem(), mend: mendOf(requirement) })),
  );
}

function mendOf({ packages, asRoot, asUser, advice }: Requirement): string {
  if (packages && !onPath("apt-get"))
    return `install it with your distribution's package manager (Debian: ${packages.join(" ")})`;
  if (packages) return `sudo apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (asUser) return asUser.join(" ");
  if (asRoot) return `sudo ${asRoot.join(" ")}`;
  return advice ?? "";
}

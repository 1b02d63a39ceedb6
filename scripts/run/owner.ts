import { statSync } from "node:fs";
import { project } from "../project";
import { LabError } from "./errors";

/**
 * One clone is one user's: what another user, root included, made in `.lab` cannot be used or removed.
 *
 * @throws LabError when `.lab` is another user's
 */
export function refuseOtherUsers(): void {
  const owner = statSync(project.lab, { throwIfNoEntry: false })?.uid;
  const self = process.getuid?.();
  if (owner === undefined || owner === self) return;
  throw new LabError(
    `${project.lab} belongs to user id ${owner}, and you are ${self}; go on as that user, or make a clone of your own`,
  );
}

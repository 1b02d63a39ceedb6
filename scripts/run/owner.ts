import { lstatSync } from "node:fs";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { project } from "../project";
import { LabError } from "./errors";

/**
 * One clone is one user's: what another user, root included, made in `.lab` cannot be used or removed. Nor is libvirt spoken to
 * through a folder that somebody else has made.
 *
 * @throws LabError when `.lab` or the socket's folder is another user's
 */
export function refuseOtherUsers(): void {
  const self = process.getuid?.();
  const owner = ownerOf(project.lab);
  if (owner !== undefined && owner !== self) {
    throw new LabError(
      `${project.lab} belongs to user id ${owner}, and you are ${self}; go on as that user, or make a clone of your own`,
    );
  }
  // Its name is known, and the temporary folder is everybody's: who makes it first would be spoken to in libvirt's place.
  const sockets = embeddedSocketDir(project.root);
  const other = ownerOf(sockets);
  if (other !== undefined && other !== self) {
    throw new LabError(`${sockets} belongs to user id ${other}, not to you; have it removed, or set TMPDIR`);
  }
}

/** Of the file itself, where it is a link. */
function ownerOf(file: string): number | undefined {
  return lstatSync(file, { throwIfNoEntry: false })?.uid;
}

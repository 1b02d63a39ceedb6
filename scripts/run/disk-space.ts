import { statfsSync } from "node:fs";
import { project } from "../project";
import { DiskFullError } from "./errors";

/** Bytes below which the disk counts as full: nothing of what a machine writes fits in there for long. */
const leastBytes = 2 ** 20;

/**
 * To be asked while something is waited for that others write, QEMU say: it does not come where they cannot.
 *
 * @throws DiskFullError when there is no room on the file system of `.lab`
 */
export function requireDiskSpace(): void {
  const { bavail, bsize } = statfsSync(project.lab);
  if (bavail * bsize < leastBytes) throw new DiskFullError();
}

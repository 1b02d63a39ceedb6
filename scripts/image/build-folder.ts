import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { environmentOf, processIds, processStat, signal } from "../run/process";
import { attempt, run } from "../run/run";
import { waitFor } from "../run/wait";
import { asImageRoot } from "./image-root";

/**
 * A build works in a folder of its own beside the images, on the same file system, so that moving the result into place
 * is one step. The folder is named after the process, by its number and by when it started, as numbers come again.
 */
export function createBuildFolder(directory: string): string {
  const folder = join(directory, `.build-${process.pid}-${processStat(process.pid)?.startTime}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what builds have left that were killed, with their processes. */
export async function removeAbandonedBuilds(directory: string): Promise<void> {
  if (!statSync(directory, { throwIfNoEntry: false })) return;
  for (const name of readdirSync(directory)) {
    const [, pid, start] = /^\.build-(\d+)-(\d+)$/.exec(name) ?? [];
    if (pid && processStat(Number(pid))?.startTime !== start) await removeBuildFolder(join(directory, name));
  }
}

/** Seconds in which the last of a killed build has ended: what belongs to a subordinate user fails when its files are gone. */
const endLimitSeconds = 60;

/** Without root, the files in it belong to subordinate users, and only their root may remove them. */
export async function removeBuildFolder(folder: string): Promise<void> {
  for (const pid of processIds()) if (worksIn(folder, pid)) signal(pid, "SIGKILL");
  const remove = asImageRoot(["rm", "-rf", "--one-file-system", folder]);
  const removed = async () => (await attempt(remove)).exitCode === 0 || undefined;
  // Where something still writes into it, it is not empty when rm(1) comes to remove it.
  if (!(await waitFor(removed, endLimitSeconds, 0.5))) await run("removing a build folder", remove);
}

/** Every process of a build has it, or a part of it, as its folder for temporary files. */
function worksIn(folder: string, pid: number): boolean {
  return environmentOf(pid).some((variable) => `${variable}/`.startsWith(`TMPDIR=${folder}/`));
}

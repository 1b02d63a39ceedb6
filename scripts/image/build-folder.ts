import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { processStat } from "../run/process";
import { run } from "../run/run";
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

/** Removes what builds have left that were killed. */
export async function removeAbandonedBuilds(directory: string): Promise<void> {
  if (!statSync(directory, { throwIfNoEntry: false })) return;
  for (const name of readdirSync(directory)) {
    const [, pid, start] = /^\.build-(\d+)-(\d+)$/.exec(name) ?? [];
    if (pid && processStat(Number(pid))?.startTime !== start) await removeBuildFolder(join(directory, name));
  }
}

/** Without root, the files in it belong to subordinate users, and only their root may remove them. */
export async function removeBuildFolder(folder: string): Promise<void> {
  await run("removing a build folder", asImageRoot(["rm", "-rf", "--one-file-system", folder]));
}

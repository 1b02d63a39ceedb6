import { rmSync } from "node:fs";
import { join } from "node:path";
import { removeAbandonedBuilds } from "./build-folder";
import { type ListedImage, listImages } from "./list";
import { imageFiles } from "./manifest";
import { stampFile } from "./verify";

export interface PruneOptions {
  /** Where the images are. */
  readonly directory: string;
  /** Names of the images that stay: that of the present declaration, those that a lab's disks stand on. */
  readonly keep: readonly string[];
}

/** Removes the images that nobody needs and what killed builds have left; returns the images removed. */
export async function pruneImages({ directory, keep }: PruneOptions): Promise<ListedImage[]> {
  await removeAbandonedBuilds(directory);
  const unwanted = listImages(directory).filter(({ name }) => !keep.includes(name));
  for (const { name } of unwanted) {
    const { manifest, ...others } = imageFiles(name);
    // The manifest first: what is left by an interruption is then no image any more.
    for (const file of [manifest, ...Object.values(others), stampFile(name)]) {
      rmSync(join(directory, file), { force: true });
    }
  }
  return unwanted;
}

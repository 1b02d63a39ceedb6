import { constants, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { GuestImage } from "../../constructs/image/guest-image";
import { createBuildFolder, removeAbandonedBuilds, removeBuildFolder } from "./build-folder";
import type { BuildImageOptions } from "./build-options";
import { type ImageManifest, imageFiles } from "./manifest";
import { progressAt } from "./progress";
import { publish } from "./publish";

type OwnImage = Required<Pick<GuestImage, "name" | "source">>;

/** Copies an image of the user's own beside the others: its file may change or go while guests still stand on it. */
export async function copyOwnImage({ name, source }: OwnImage, options: BuildImageOptions): Promise<ImageManifest> {
  const { directory, onProgress = () => {} } = options;
  mkdirSync(directory, { recursive: true });
  await removeAbandonedBuilds(directory);
  const folder = createBuildFolder(directory);
  try {
    onProgress(progressAt("disk", 0));
    copyFileSync(source, join(folder, imageFiles(name).disk), constants.COPYFILE_FICLONE);
    return await publish({ name, origin: source, packages: {} }, [imageFiles(name).disk], folder, options);
  } finally {
    await removeBuildFolder(folder);
  }
}

import { renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildImageOptions } from "./build-options";
import { sha256 } from "./checksum";
import { type ImageFile, type ImageManifest, imageFiles } from "./manifest";
import { progressAt } from "./progress";

/** Writes the manifest and moves an image's files into place, the manifest last: only with it, they are an image. */
export async function publish(
  about: Pick<ImageManifest, "name" | "origin" | "packages">,
  names: readonly string[],
  folder: string,
  { directory, onProgress = () => {} }: BuildImageOptions,
): Promise<ImageManifest> {
  const files: Record<string, ImageFile> = {};
  for (const [index, file] of names.entries()) {
    onProgress(progressAt("checksum", index / names.length));
    const path = join(folder, file);
    files[file] = { sha256: await sha256(path), bytes: statSync(path).size };
  }
  const manifest: ImageManifest = { ...about, created: new Date().toISOString(), files };
  const manifestFile = imageFiles(about.name).manifest;
  writeFileSync(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);

  for (const file of [...names, manifestFile]) renameSync(join(folder, file), join(directory, file));
  onProgress(progressAt("checksum", 1));
  return manifest;
}

import path from "node:path";
import type { ImageFiles } from "../host/host";
import { type ImageManifest, imageFiles } from "./manifest";

/** What a host needs of an image: the paths of its files, and of the kernel where the image has one apart. */
export function filesOf({ name, files }: ImageManifest, directory: string): ImageFiles {
  const { kernel } = imageFiles(name);
  const at = (file: string) => path.join(directory, file);
  return { name, kernel: kernel in files ? at(kernel) : undefined, files: Object.keys(files).map(at) };
}

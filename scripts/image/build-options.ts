import type { BuildProgress } from "./progress";

export interface BuildImageOptions {
  /** Where the image is put; flat, as a libvirt pool of type "dir" reads it. */
  readonly directory: string;

  /** Called as the build goes on, at most a few hundred times. */
  readonly onProgress?: (progress: BuildProgress) => void;
}

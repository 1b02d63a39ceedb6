import type { BuildProgress } from "./progress";

export interface BuildImageOptions {
  /** Where the image is put; flat, as a libvirt pool of type "dir" reads it. */
  readonly directory: string;

  /**
   * The archive that the packages are taken from, a URL. One with a date in it, of a service that keeps Debian's archive as it
   * was each day, gives the same packages on any day.
   *
   * @default - Debian's own as it is today, with its updates
   */
  readonly mirror?: string;

  /** Called as the build goes on, at most a few hundred times. */
  readonly onProgress?: (progress: BuildProgress) => void;
}

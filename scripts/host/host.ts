import type { HostSettings } from "../../constructs/libvirt/host-settings";

/** The files of a built image that a host needs. */
export interface ImageFiles {
  readonly name: string;
  /** Path of a kernel that a probe can boot. @default - the image boots by itself, from its own boot loader */
  readonly kernel?: string;
  /** Paths of the files that go into the host's image pool. */
  readonly files: readonly string[];
}

/** The place where the machines run: the one seam for another libvirt, or another engine. */
export interface Host {
  /** In words, for progress lines. */
  readonly name: string;
  /** @throws LabError when it can't be reached; nothing is touched */
  reach(): Promise<void>;
  /** Makes the host ready, with the images in its pool. Does nothing when it is ready. */
  start(images: readonly ImageFiles[]): Promise<{ readonly settings: HostSettings; readonly notice: string }>;
  /** Takes away what {@link start} made, but for the image. The lab itself must be gone already. */
  stop(): Promise<void>;
  /** Takes images away that {@link start} has copied to the host. @throws LabError when another lab stands on one */
  removeImages(names: readonly string[]): Promise<void>;
}

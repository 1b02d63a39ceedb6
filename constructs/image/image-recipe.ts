import { createHash } from "node:crypto";

/** What an image of our own is built from: plain data, so that its hash can stand for the image. */
export interface ImageRecipe {
  /** Code name of the Debian release. */
  readonly suite: string;

  /** Packages to install; without what they only recommend. */
  readonly packages: readonly string[];

  /** Size of the guest's disk in MiB. The file on the host grows only with what is written. */
  readonly diskMiB: number;

  /** How the disk's file system is made: `mkfs.ext4 -E`, see mke2fs(8). */
  readonly extendedOptions: readonly string[];

  /** Lines of dpkg's configuration, see dpkg.cfg(5). */
  readonly dpkgOptions: readonly string[];

  /** Files put into the system when all packages are installed. */
  readonly files: readonly RecipeFile[];

  /** Path of the one of them that is then run as root in the system. It leaves /boot/initrd and removes /recipe. */
  readonly customize: string;
}

export interface RecipeFile {
  /** Path in the system, without the leading slash. */
  readonly path: string;
  /** Mode 0755 instead of 0644. Nothing finer is kept, as git keeps nothing finer. */
  readonly executable: boolean;
  readonly content: string;
}

/** The first 12 hexadecimal digits of the recipe's SHA-256: short enough for a file name, long enough to be unique. */
export function recipeHash(recipe: ImageRecipe): string {
  return createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 12);
}

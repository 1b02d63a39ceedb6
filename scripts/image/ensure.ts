import { debian13 } from "../../constructs/image/debian-13";
import type { GuestImage } from "../../constructs/image/guest-image";
import { LabError } from "../run/errors";
import { buildImage } from "./build";
import type { BuildImageOptions } from "./build-options";
import { copyOwnImage } from "./copy-own";
import { type ImageManifest, tryReadManifest } from "./manifest";
import { requireSelfContained } from "./self-contained";
import { verifyImage } from "./verify";

/**
 * Makes sure that an image is there and whole: checked if it is there, else built or, if it is the user's own, copied.
 *
 * @throws LabError if it is damaged, or can't be made
 */
export async function ensureImage(
  { name, source }: Pick<GuestImage, "name" | "source">,
  options: BuildImageOptions,
): Promise<ImageManifest> {
  if (tryReadManifest(options.directory, name)) return verifyImage(options.directory, name);
  if (source) {
    await requireSelfContained(source);
    return copyOwnImage({ name, source }, options);
  }
  if (name === debian13().name) return buildImage(options);
  throw new LabError(
    `image ${name}: ${options.directory} has no such image, and the recipe of this version makes ${debian13().name}; take the lab down with ./lab down and up again`,
  );
}

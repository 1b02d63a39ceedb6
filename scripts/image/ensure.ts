import type { GuestImage } from "../../constructs/image/guest-image";
import { type BuildImageOptions, buildImage } from "./build";
import { copyOwnImage } from "./copy-own";
import { type ImageManifest, tryReadManifest } from "./manifest";
import { verifyImage } from "./verify";

/** Makes sure that an image is there and whole: checked if it is there, else built or, if it is the user's own, copied. */
export async function ensureImage(image: GuestImage, options: BuildImageOptions): Promise<ImageManifest> {
  if (tryReadManifest(options.directory, image.name)) return verifyImage(options.directory, image.name);
  return image.source ? copyOwnImage(image, options) : buildImage(options);
}

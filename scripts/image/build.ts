import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { debian13 } from "../../constructs/image/debian-13";
import { debian13Recipe } from "../../constructs/image/debian-13/recipe";
import type { ImageRecipe } from "../../constructs/image/image-recipe";
import { run } from "../run/run";
import { createBuildFolder, removeAbandonedBuilds, removeBuildFolder } from "./build-folder";
import type { BuildImageOptions } from "./build-options";
import { follow } from "./follow";
import { asImageRoot } from "./image-root";
import { type ImageManifest, imageFiles } from "./manifest";
import { packFiles } from "./pack-files";
import { type BuildProgress, mmdebstrapProgress, progressAt } from "./progress";
import { publish } from "./publish";
import { originOf, sources } from "./sources";

/**
 * Builds the Debian 13 image, as root or as an ordinary user with subordinate ids, see subuid(5).
 *
 * It appears whole or not at all: all is made in a folder of its own and moved into place at the end, the manifest last.
 *
 * @throws LabError with what the failing tool said
 */
export async function buildImage(options: BuildImageOptions): Promise<ImageManifest> {
  const { directory, mirror, onProgress = () => {} } = options;
  const { name } = debian13();
  const recipe = debian13Recipe();

  mkdirSync(directory, { recursive: true });
  await removeAbandonedBuilds(directory);
  const folder = createBuildFolder(directory);
  try {
    onProgress(progressAt("prepare", 0));
    await bootstrap(recipe, mirror, folder, onProgress);
    const packages = await installedPackages(folder);

    onProgress(progressAt("disk", 0));
    const { disk, kernel, initrd } = imageFiles(name);
    await takeOut(folder, "boot/vmlinuz", kernel);
    await takeOut(folder, "boot/initrd", initrd);
    await writeDisk(recipe, folder, disk);
    return await publish(
      { name, origin: originOf(recipe.suite, mirror), packages },
      [kernel, initrd, disk],
      folder,
      options,
    );
  } finally {
    await removeBuildFolder(folder);
  }
}

async function bootstrap(
  recipe: ImageRecipe,
  mirror: string | undefined,
  folder: string,
  onProgress: (progress: BuildProgress) => void,
): Promise<void> {
  const archive = await packFiles(recipe.files, folder);
  const follower = mmdebstrapProgress();
  await follow(
    "building the image",
    asImageRoot([
      "mmdebstrap",
      "--verbose",
      "--mode=unshare", // as root too: its mounts are then in a namespace that goes with it
      "--variant=apt",
      "--format=directory",
      `--include=${recipe.packages.join(",")}`,
      ...recipe.dpkgOptions.map((option) => `--dpkgopt=${option}`),
      // The folder may lie in a home that apt's own user cannot enter.
      '--aptopt=APT::Sandbox::User "root"',
      '--customize-hook=tar --extract --file "$FILES" --directory "$1"',
      `--customize-hook=chroot "$1" /${recipe.customize}`,
      recipe.suite,
      join(folder, "root"),
      ...sources(recipe.suite, mirror),
    ]),
    { TMPDIR: folder, FILES: archive },
    (line) => {
      const progress = follower(line);
      if (progress) onProgress(progress);
    },
  );
}

async function installedPackages(folder: string): Promise<Record<string, string>> {
  const format = `\${Package} \${Version}\n`;
  const admin = `--admindir=${join(folder, "root/var/lib/dpkg")}`;
  const lines = await run("listing the image's packages", ["dpkg-query", admin, "--show", `--showformat=${format}`]);
  return Object.fromEntries(
    lines
      .trim()
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
}

/** Moves a file out of the system into the build folder, as its user's own. */
async function takeOut(folder: string, path: string, file: string): Promise<void> {
  const [from, to] = [join(folder, "root", path), join(folder, file)];
  await run(`taking ${path} out of the image`, asImageRoot(["install", "-m", "644", from, to]));
  await run(`removing ${path} from the image`, asImageRoot(["rm", from]));
}

async function writeDisk(recipe: ImageRecipe, folder: string, file: string): Promise<void> {
  const [root, raw] = [join(folder, "root"), join(folder, "disk.raw")];
  // mkfs.ext4 fills the file system by itself: no mount, no loop device, no root.
  const options = ["-E", recipe.extendedOptions.join(","), "-d", root];
  const format = ["mkfs.ext4", "-q", "-F", "-L", "root", "-m", "0", ...options, raw, `${recipe.diskMiB}M`];
  // An ordinary user's PATH often lacks the folder of mkfs.
  await run("writing the image's file system", asImageRoot(format), {
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  await run("writing the image's disk", ["qemu-img", "convert", "-O", "qcow2", raw, join(folder, file)]);
}

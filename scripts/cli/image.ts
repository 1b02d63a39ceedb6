import { debian13 } from "../../constructs/image/debian-13";
import { debian13Recipe } from "../../constructs/image/debian-13/recipe";
import { ensureImage } from "../image/ensure";
import { listImages } from "../image/list";
import { tryReadManifest } from "../image/manifest";
import { progressWords } from "../image/progress";
import { pruneImages } from "../image/prune";
import { originOf } from "../image/sources";
import { withProgress } from "../output/progress";
import { table } from "../output/tables";
import { project } from "../project";
import { ensureRequirements } from "../requirements/install";
import { LabError, UsageError } from "../run/errors";
import { deployedLabs } from "../terraform/state";

/** `./lab image build`: nothing to do when the image is there and whole. */
export async function build({ yes, mirror }: { yes: boolean; mirror?: string }): Promise<void> {
  if (mirror !== undefined && !/^(https?|file):\/\/[^\s[\]]+$/.test(mirror)) {
    throw new UsageError(`--mirror: "${mirror}" is no URL of an archive; give one as in http://mirror.example/debian`);
  }
  const there = tryReadManifest(project.images, debian13().name);
  if (mirror !== undefined && there && there.origin !== originOf(debian13Recipe().suite, mirror)) {
    throw new LabError(`--mirror: the image is there already, as ${there.origin}; ./lab down --all removes it`);
  }
  await ensureRequirements(yes);
  const { name } = await withProgress("image", (onLine) =>
    ensureImage(debian13(), {
      directory: project.images,
      mirror,
      onProgress: (progress) => onLine(progressWords(progress)),
    }),
  );
  process.stdout.write(`${name}\n`);
}

/** `./lab image list`: name, date, size and number of packages. */
export function list({ json }: { json?: boolean }): void {
  const images = listImages(project.images);
  if (json) return void process.stdout.write(`${JSON.stringify(images, null, 2)}\n`);
  if (images.length === 0) return void process.stdout.write("there is no image yet; build it with ./lab image build\n");
  const rows = images.map(({ name, created, bytes, packages }) => [name, created, mebibytes(bytes), `${packages}`]);
  process.stdout.write(`${table(["image", "built", "MiB", "packages"], rows)}\n`);
}

/** `./lab image prune`: keeps the recipe's present image and those that the lab's disks stand on. */
export async function prune(): Promise<void> {
  const inUse = deployedLabs().flatMap(({ machines }) => machines.map(({ image }) => image));
  const removed = await pruneImages({ directory: project.images, keep: [debian13().name, ...inUse] });
  for (const { name, bytes } of removed) process.stdout.write(`removed ${name} (${mebibytes(bytes)} MiB)\n`);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

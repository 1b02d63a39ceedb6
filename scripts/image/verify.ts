import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../run/errors";
import { sha256 } from "./checksum";
import { type ImageManifest, tryReadManifest } from "./manifest";

/** Size and time of each file when its checksum was last right; see {@link verifyImage}. */
export function stampFile(name: string): string {
  return `.${name}.verified`;
}

/**
 * Checks an image's files against the checksums of its manifest. Files that have the size and the time of modification
 * that they had at the last check are taken as unchanged, so that it costs nothing at each start.
 *
 * @throws LabError if there is no such image, or a file is not what was built
 */
export async function verifyImage(directory: string, name: string): Promise<ImageManifest> {
  const manifest = tryReadManifest(directory, name);
  if (!manifest) {
    throw new LabError(`image ${name}: ${directory} has no such image; build it with ./lab image build`);
  }
  const stamp = JSON.stringify(Object.keys(manifest.files).map((file) => stampOf(directory, file)));
  if (stamp === tryRead(join(directory, stampFile(name)))) return manifest;

  for (const [file, { sha256: expected }] of Object.entries(manifest.files)) {
    const found = await sha256(join(directory, file));
    if (found !== expected) {
      throw new LabError(
        `image ${name}: ${file} has the SHA-256 ${found}, it was built with ${expected}; ` +
          `take the lab down with ./lab down, remove ${join(directory, file)}, and build it again with ./lab image build`,
      );
    }
  }
  writeFileSync(join(directory, stampFile(name)), stamp);
  return manifest;
}

function stampOf(directory: string, file: string): string {
  const { size, mtimeMs } = statSync(join(directory, file));
  return `${file} ${size} ${mtimeMs}`;
}

function tryRead(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false }) && readFileSync(path, "utf8");
}

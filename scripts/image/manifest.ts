import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../run/json-file";

/** What an image consists of and where it came from; kept beside it as `<name>.json`, written last of all. */
export interface ImageManifest {
  readonly name: string;
  /** Debian release or, for an image of the user's own, the file it was copied from. */
  readonly origin: string;
  /** When it was built, ISO 8601, UTC. */
  readonly created: string;
  /** Installed packages with their versions. */
  readonly packages: Readonly<Record<string, string>>;
  /** The image's files by name, in the same directory. */
  readonly files: Readonly<Record<string, ImageFile>>;
}

export interface ImageFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** The files of an image by what they are for; an image that boots by itself has a disk only. */
export function imageFiles(name: string): { disk: string; kernel: string; initrd: string; manifest: string } {
  return { disk: `${name}.qcow2`, kernel: `${name}.vmlinuz`, initrd: `${name}.initrd`, manifest: `${name}.json` };
}

/** Returns nothing where there is no such image: without its manifest or one of its files, it is none. */
export function tryReadManifest(directory: string, name: string): ImageManifest | undefined {
  const manifest = readJson<ImageManifest>(join(directory, imageFiles(name).manifest));
  const whole = manifest && Object.keys(manifest.files ?? {}).every((file) => existsSync(join(directory, file)));
  return whole ? manifest : undefined;
}

/** All images of a directory, oldest first. */
export function readManifests(directory: string): ImageManifest[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .map((file) => tryReadManifest(directory, file.slice(0, -".json".length)))
    .filter((manifest) => manifest !== undefined)
    .sort((a, b) => a.created.localeCompare(b.created));
}

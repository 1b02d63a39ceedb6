import { readManifests } from "./manifest";

export interface ListedImage {
  readonly name: string;
  /** When it was built, ISO 8601, UTC. */
  readonly created: string;
  /** Space that its files take, in bytes. */
  readonly bytes: number;
  /** Number of packages in it; 0 for an image of the user's own, which nobody has looked into. */
  readonly packages: number;
}

/** The images that were built into a directory, oldest first. */
export function listImages(directory: string): ListedImage[] {
  return readManifests(directory).map(({ name, created, files, packages }) => ({
    name,
    created,
    bytes: Object.values(files).reduce((sum, file) => sum + file.bytes, 0),
    packages: Object.keys(packages).length,
  }));
}

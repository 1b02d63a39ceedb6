import { existsSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/** What the files of a folder take on the disk, in MiB: blocks, not lengths, and a file with two names once, as du(1). */
export function diskMiB(folder: string): number {
  const blocks = new Map<number, number>();
  if (existsSync(folder)) collect(folder, blocks);
  return [...blocks.values()].reduce((sum, one) => sum + one, 0) / 2048;
}

function collect(folder: string, blocks: Map<number, number>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    const { ino, blocks: used } = lstatSync(file);
    blocks.set(ino, used); // of 512 bytes: stat(2)
    if (entry.isDirectory()) collect(file, blocks);
  }
}

import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { readJson } from "../run/json-file";
import { removeMemoryFiles } from "./memory-files";

/** A saved memory: `<key>.state` is QEMU's stream, `<key>.json` what is said here. */
export interface SavedMemory {
  /** Hash of the hardware, as qemu.sh computes it. */
  readonly key: string;
  readonly image: string;
  readonly memoryMiB: number;
  readonly vcpus: number;
  /** Hash of all that it depends on; see prime.ts. */
  readonly fingerprint: string;
}

/** The memories that are saved. */
export function savedMemories(): SavedMemory[] {
  if (!existsSync(project.memory)) return [];
  return readdirSync(project.memory)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => readJson<SavedMemory>(path.join(project.memory, file)) ?? []);
}

/** Removes what a command that was killed has left of one that it was saving. */
export function removeUnfinishedMemories(): void {
  for (const file of existsSync(project.memory) ? readdirSync(project.memory) : []) {
    if (file.endsWith(".partial")) rmSync(path.join(project.memory, file));
  }
}

/** Removes one of them, and the snapshots that were saved as the difference to it. */
export function removeSavedMemory(key: string): void {
  removeMemoryFiles(key);
  for (const ending of ["state", "json"]) rmSync(path.join(project.memory, `${key}.${ending}`), { force: true });
}

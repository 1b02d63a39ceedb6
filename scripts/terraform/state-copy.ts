import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { readJson } from "../run/json-file";

/** The version of Terraform's state files that is read here. */
const formatVersion = 4;

const fileOf = (lab: string) => path.join(project.state, `${lab}.tfstate`);
const copyOf = (lab: string) => `${fileOf(lab)}.good`;

/** Keeps a copy of a lab's state, which Terraform has just written, for when the file is damaged. */
export function keepCopy(lab: string): void {
  if (!isWhole(fileOf(lab))) return;
  const unfinished = `${copyOf(lab)}.${process.pid}`;
  copyFileSync(fileOf(lab), unfinished);
  renameSync(unfinished, copyOf(lab));
}

/** Whether a lab's state is there and can't be read: Terraform writes it in place, and may be killed meanwhile. */
export function isDamaged(lab: string): boolean {
  return existsSync(fileOf(lab)) && !isWhole(fileOf(lab));
}

/**
 * Puts the last good copy in the place of a damaged state, which is kept as `.damaged`. What was made since is an orphan then,
 * and all of it where there is no copy.
 *
 * @returns what was done, in words; nothing where the state is whole
 */
export function mendState(lab: string): string | undefined {
  if (!isDamaged(lab)) return undefined;
  renameSync(fileOf(lab), `${fileOf(lab)}.damaged`);
  if (!isWhole(copyOf(lab))) return `the damaged state of ${lab} is given up`;
  copyFileSync(copyOf(lab), fileOf(lab));
  return `the damaged state of ${lab} is replaced by its last good copy`;
}

/** Removes the copies of a lab that is gone. */
export function forgetCopies(lab: string): void {
  for (const file of [copyOf(lab), `${fileOf(lab)}.damaged`]) rmSync(file, { force: true });
}

function isWhole(file: string): boolean {
  const state = readJson<{ version?: unknown; resources?: unknown }>(file);
  return state?.version === formatVersion && Array.isArray(state.resources);
}

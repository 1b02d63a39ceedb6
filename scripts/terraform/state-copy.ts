import { copyFileSync, readFileSync, renameSync, rmSync } from "node:fs";
import { writeWhole } from "../run/whole-file";
import { readState, stateFile } from "./state-file";

const copyOf = (lab: string) => `${stateFile(lab)}.good`;
const damagedOf = (lab: string) => `${stateFile(lab)}.damaged`;

/** Keeps a copy of a lab's state, which Terraform has just written, for when the file is damaged. */
export function keepCopy(lab: string): void {
  if (!isWhole(stateFile(lab))) return;
  writeWhole(copyOf(lab), readFileSync(stateFile(lab), "utf8"));
}

/**
 * Puts the last good copy in the place of a damaged state, which is kept as `.damaged`. What was made since is an orphan then,
 * and all of it where there is no copy.
 *
 * @returns what was done, in words; nothing where the state is whole
 */
export function mendState(lab: string): string | undefined {
  if (readState(stateFile(lab)) !== "damaged") return undefined;
  if (!hasGoodCopy(lab)) {
    renameSync(stateFile(lab), damagedOf(lab));
    return `the damaged state of ${lab} is given up`;
  }
  copyFileSync(stateFile(lab), damagedOf(lab));
  writeWhole(stateFile(lab), readFileSync(copyOf(lab), "utf8"));
  return `the damaged state of ${lab} is replaced by its last good copy`;
}

/** Whether there is a copy that can take a damaged state's place. */
export function hasGoodCopy(lab: string): boolean {
  return isWhole(copyOf(lab));
}

/** Removes the copies of a lab that is gone. */
export function forgetCopies(lab: string): void {
  for (const file of [copyOf(lab), damagedOf(lab)]) rmSync(file, { force: true });
}

function isWhole(file: string): boolean {
  const state = readState(file);
  return state !== undefined && state !== "damaged";
}

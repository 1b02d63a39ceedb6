import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { project } from "../project";
import { LabError } from "../run/errors";
import { readJson } from "../run/json-file";
import { writeWhole } from "../run/whole-file";
import { copyFile, stateFile, stateOf, wholeState } from "./state-file";

const damagedOf = (lab: string) => `${stateFile(lab)}.damaged`;

/** Keeps a copy of a lab's state, which Terraform has just written, for when the file is damaged. */
export function keepCopy(lab: string): void {
  if (!wholeState(stateFile(lab))) return;
  writeWhole(copyFile(lab), readFileSync(stateFile(lab), "utf8"));
}

/**
 * Puts the last good copy in the place of a damaged state, which is kept as `.damaged`. What was made since is an orphan then.
 * Where there is no copy the state is rebuilt from what libvirt has.
 *
 * @returns what was done, in words; nothing where the state is whole
 * @throws LabError where there is no copy, and the lab is on another libvirt: what is there may be somebody else's
 */
export function mendState(lab: string): string | undefined {
  if (stateOf(lab) !== "damaged") return undefined;
  const what = whatIs(lab);
  if (!hasGoodCopy(lab)) {
    if (otherLibvirt() !== undefined) throw new LabError(damagedWords(lab));
    putAside(lab);
    rmSync(copyFile(lab), { force: true });
    return `${what}: it is rebuilt from what libvirt has`;
  }
  putAside(lab);
  writeWhole(stateFile(lab), readFileSync(copyFile(lab), "utf8"));
  return `${what}: its last good copy takes its place, made to fit what libvirt has`;
}

function putAside(lab: string): void {
  if (existsSync(stateFile(lab))) renameSync(stateFile(lab), damagedOf(lab));
}

/** That a lab's state is damaged, with what mends it. */
export function damagedWords(lab: string): string {
  const damaged = `${whatIs(lab)} (.lab/state/${lab}.tfstate)`;
  const down = `./lab down --lab ${lab} takes the lab down`;
  if (hasGoodCopy(lab)) {
    return `${damaged}; ./lab up puts its last good copy in its place and makes what libvirt has fit it, ${down}`;
  }
  const uri = otherLibvirt();
  if (uri === undefined) {
    return `${damaged}, and there is no good copy of it; ./lab up rebuilds it from what libvirt has, ${down}`;
  }
  return (
    `${damaged}, and there is no good copy of it, so nothing tells what of ${uri} is this lab's; remove the domains, networks and ` +
    `the pool of its name with virsh --connect '${uri}', and then the file`
  );
}

function whatIs(lab: string): string {
  return `the state of the lab ${lab} is ${existsSync(stateFile(lab)) ? "damaged" : "gone"}`;
}

/** Whether there is a copy that can take a damaged state's place. */
function hasGoodCopy(lab: string): boolean {
  return wholeState(copyFile(lab)) !== undefined;
}

/** The libvirt that is not the project's own and that the labs are on. @default - they are on the embedded one */
function otherLibvirt(): string | undefined {
  return readJson<HostSettings>(project.hostSettings)?.requestedUri ?? undefined;
}

/** Removes the copies of a lab that is gone. */
export function forgetCopies(lab: string): void {
  for (const file of [copyFile(lab), damagedOf(lab)]) rmSync(file, { force: true });
}

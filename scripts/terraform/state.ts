import { existsSync, readdirSync, rmSync } from "node:fs";
import type { DeployedLab } from "../../constructs/lab-description";
import { project } from "../project";
import { LabError } from "../run/errors";
import { labOf } from "./outputs";
import { damagedWords, forgetCopies } from "./state-copy";
import { planFile, poolsFolder, stateFile, stateOf, wholeState } from "./state-file";

/** Names of the labs of which there is something, of an interrupted deploy say: a state, a copy of one, or a pool on the embedded host. */
export function recordedLabs(): string[] {
  const files = filesIn(project.state).flatMap((file) => file.match(/^(.*)\.tfstate(\.good)?$/)?.[1] ?? []);
  return [...new Set([...files, ...filesIn(poolsFolder)])].sort();
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The labs among them that a declaration does not have, another one's before an edit say. */
export function undeclared(declared: readonly string[]): string[] {
  return recordedLabs().filter((name) => !declared.includes(name));
}

/** What to say of one. */
export function undeclaredWords(lab: string): string {
  return `${lab} is up and not in main.ts, ./lab down --lab ${lab} takes it down`;
}

/** The labs that are deployed, from Terraform's outputs. @throws LabError when the state of one is damaged */
export function deployedLabs(): DeployedLab[] {
  return recordedLabs().flatMap((name) => deployedLab(name) ?? []);
}

/** What is to say of each lab whose state is damaged or gone. */
export function damagedStates(): string[] {
  return recordedLabs()
    .filter((name) => stateOf(name) === "damaged")
    .map(damagedWords);
}

/** One of them; `undefined` when it is not deployed. @throws LabError when its state is damaged */
export function deployedLab(name: string): DeployedLab | undefined {
  // Read from the file: `terraform output` says the same and takes ten times as long.
  const state = stateOf(name);
  if (state === "damaged") throw new LabError(damagedWords(name));
  return state && labOf(state.outputs);
}

/** As {@link deployedLab}, as far as that is known: nothing where the state is damaged or gone. */
export function knownLab(name: string): DeployedLab | undefined {
  const state = wholeState(stateFile(name));
  return state && labOf(state.outputs);
}

/** Forgets a lab whose machines are gone with their host. */
export function forgetState(name: string): void {
  forgetCopies(name);
  for (const file of [stateFile(name), `${stateFile(name)}.backup`, planFile(name)]) rmSync(file, { force: true });
}

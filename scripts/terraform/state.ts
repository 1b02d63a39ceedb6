import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { DeployedLab } from "../../constructs/lab-description";
import { project } from "../project";
import { readJson } from "../run/json-file";

/** The parts of Terraform's state, version 4 of its format, that are read. */
interface State {
  readonly outputs: { readonly lab?: { readonly value: DeployedLab } };
}

/** Names of the labs that Terraform knows resources of, those of an interrupted deploy too. */
export function recordedLabs(): string[] {
  if (!existsSync(project.state)) return [];
  const ending = ".tfstate";
  const files = readdirSync(project.state).filter((file) => file.endsWith(ending));
  return files.map((file) => file.slice(0, -ending.length)).sort();
}

/** The labs that are deployed, from Terraform's outputs. */
export function deployedLabs(): DeployedLab[] {
  return recordedLabs().flatMap((name) => deployedLab(name) ?? []);
}

/** One of them; `undefined` when it is not deployed. */
export function deployedLab(name: string): DeployedLab | undefined {
  // Read from the file: `terraform output` says the same and takes ten times as long.
  return readJson<State>(path.join(project.state, `${name}.tfstate`))?.outputs.lab?.value;
}

/** Forgets a lab whose machines are gone with their host. */
export function forgetState(name: string): void {
  for (const ending of ["tfstate", "tfstate.backup"]) {
    rmSync(path.join(project.state, `${name}.${ending}`), { force: true });
  }
}

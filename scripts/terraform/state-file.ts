import { existsSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { readJson } from "../run/json-file";
import type { Outputs } from "./outputs";

/** The version of Terraform's state files that is read and written here. */
export const formatVersion = 4;

/** A state file, as far as it is read here. */
export interface State {
  readonly version: number;
  /** Counts the times that it was written. */
  readonly serial: number;
  /** What it has in common with the states that it follows, and with no other. */
  readonly lineage: string;
  readonly outputs: Outputs;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly attributes?: { readonly id?: string; readonly name?: string; readonly pool?: string };
    }[];
  }[];
}

/** The file in which Terraform keeps a lab's state. */
export function stateFile(lab: string): string {
  return path.join(project.state, `${lab}.tfstate`);
}

/** The file in which `./lab` keeps a copy of a state that was whole. */
export function copyFile(lab: string): string {
  return `${stateFile(lab)}.good`;
}

/** The file in which `./lab` keeps what Terraform is going to do, until that is done. */
export function planFile(lab: string): string {
  return path.join(project.state, `${lab}.tfplan`);
}

/** The folder on the embedded host with a folder for each lab's pool, which is made first and goes last. */
export const poolsFolder = path.join(project.host, "pools");

/**
 * The state of a lab; `"damaged"` too where the file is gone and its copy is not, or its pool on the embedded host: what removes a
 * lab removes the copy first.
 */
export function stateOf(lab: string): State | "damaged" | undefined {
  const traces = [copyFile(lab), path.join(poolsFolder, lab)];
  return readState(stateFile(lab)) ?? (traces.some((trace) => existsSync(trace)) ? "damaged" : undefined);
}

/** Reads a state that is whole. @default - it is damaged or gone */
export function wholeState(file: string): State | undefined {
  const state = readState(file);
  return state === "damaged" ? undefined : state;
}

/** Reads a state; `"damaged"` where the file is no whole one: Terraform writes it in place, and may be killed meanwhile. */
function readState(file: string): State | "damaged" | undefined {
  if (!existsSync(file)) return undefined;
  const state = readJson<State>(file);
  return state?.version === formatVersion && Array.isArray(state.resources) ? state : "damaged";
}

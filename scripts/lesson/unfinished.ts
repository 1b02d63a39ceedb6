import { rmSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { readJson, writeJson } from "../run/json-file";

/** An experiment that has begun and has not been undone yet. */
export interface Unfinished {
  readonly experiment: string;
  /** When it began, ISO 8601. */
  readonly began: string;
}

const file = (lab: string) => path.join(project.lessons, `${lab}.experiment.json`);

/** The experiment that a lab is in, or was left in. */
export function unfinished(lab: string): Unfinished | undefined {
  return readJson<Unfinished>(file(lab));
}

/** Notes that a lab is not as it was from here on. */
export function noteExperiment(lab: string, experiment: string): void {
  writeJson(file(lab), { experiment, began: new Date().toISOString() });
}

/** Notes that it is, again. */
export function forgetExperiment(lab: string): void {
  rmSync(file(lab), { force: true });
}

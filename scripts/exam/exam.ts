import { rmSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { LabError } from "../run/errors";
import { readJson, writeJson } from "../run/json-file";
import type { Grade } from "./grade";

/** An exam, as it is kept between commands. It does not name its faults: the seed picks them again. */
export interface Exam {
  readonly seed: number;
  /** How many faults. */
  readonly count: number;
  /** When the last fault was there, ISO 8601. */
  readonly began: string;
  /** Whether all faults are there; else breaking was interrupted. */
  readonly ready: boolean;
  /** Hints taken, of each fault in the order in which they are picked. */
  readonly hints: readonly number[];
  /** What it was graded with. @default - none: it is on */
  readonly grade?: Grade;
}

const file = (lab: string) => path.join(project.lessons, `${lab}.exam.json`);

/** The exam that a lab is in, or was in since it was reset. */
export function examOf(lab: string): Exam | undefined {
  return readJson<Exam>(file(lab));
}

/** Keeps an exam. */
export function noteExam(lab: string, exam: Exam): void {
  writeJson(file(lab), exam);
}

/** The lab is in no exam from here on. */
export function forgetExam(lab: string): void {
  rmSync(file(lab), { force: true });
}

/**
 * The exam that is on, or was graded.
 *
 * @throws LabError when there is none, or its faults were not all made
 */
export function requireExam(lab: string): Exam {
  const exam = examOf(lab);
  if (!exam) throw new LabError(`no exam is on in the lab ${lab}; ./lab break begins one`);
  if (!exam.ready) throw interrupted(lab);
  return exam;
}

/**
 * For what would mend the lab, or tell what is broken.
 *
 * @throws LabError when an exam is on in one of the labs
 */
export function refuseDuringExam(labs: readonly string[]): void {
  for (const lab of labs) {
    const exam = examOf(lab);
    if (!exam || exam.grade) continue;
    if (!exam.ready) throw interrupted(lab);
    throw new LabError(
      `an exam is on in the lab ${lab} since ${exam.began}; ./lab grade ends it with a grade, ./lab reset or ./lab down without one`,
    );
  }
}

function interrupted(lab: string): LabError {
  return new LabError(`breaking the lab ${lab} was interrupted; ./lab reset returns it`);
}

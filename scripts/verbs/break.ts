import type { Fault } from "../../lessons/fault";
import { faults } from "../../lessons/faults";
import { type Exam, noteExam } from "../exam/exam";
import { pick } from "../exam/pick";
import { backToFresh, requireAsDeclared } from "../lesson/as-declared";
import { guardLab } from "../lesson/guard";
import { act, ask } from "../lesson/look";
import { type Stage, stageOf } from "../lesson/stage";
import { withProgress } from "../output/progress";
import { LabError } from "../run/errors";
import { hold } from "../run/hold";
import { requireReachableLab } from "./deployed";

export interface BreakOptions {
  /** Which faults: the same seed picks the same. A whole number from 0 to 4294967295. */
  readonly seed: number;
  /** How many, from 1. */
  readonly count: number;
  /** Name of the lab, where several are up. */
  readonly lab?: string;
}

/**
 * Begins an exam: breaks the lab without telling how. What goes wrong on the way is undone.
 *
 * @throws UsageError when there are not so many faults
 * @throws LabError when the lab is not as it is declared, is in an exam, or is none that the faults are for; nothing is touched
 *   then
 */
export async function breakLab({ seed, count, lab: name }: BreakOptions): Promise<Exam> {
  const picked = pick(faults, seed, count);
  const lab = await requireReachableLab(name);
  const stage = stageOf(lab);
  await hold(lab.name, "./lab break");
  await requireAsDeclared(lab);
  const looked = await Promise.all(picked.map(({ healthy }) => ask(stage, healthy)));
  if (looked.some(({ holds }) => !holds)) {
    throw new LabError(
      `these faults are not for the lab ${lab.name} as it is; ./lab reset returns it to where it was verified, and the main.ts ` +
        "that this project comes with declares a lab for all of them",
    );
  }
  const exam = { seed, count, hints: picked.map(() => 0) };
  noteExam(lab.name, { ...exam, began: new Date().toISOString(), ready: false });
  const takeBack = guardLab(lab.name, name !== undefined);
  try {
    await withProgress(`breaking the lab ${lab.name}`, async () => {
      for (const fault of picked) await inflict(stage, fault);
    });
    const begun: Exam = { ...exam, began: new Date().toISOString(), ready: true };
    noteExam(lab.name, begun);
    return begun;
  } catch (error) {
    await backToFresh(lab, "");
    throw error;
  } finally {
    takeBack();
  }
}

async function inflict(stage: Stage, { name, break: commands, healthy }: Fault): Promise<void> {
  for (const command of commands) {
    const { machine, command: typed, output, exitCode } = await act(stage, command);
    if (exitCode !== 0) {
      throw new LabError(`the fault ${name} can't be made: ${typed} on ${machine} ended with ${exitCode}: ${output}`);
    }
  }
  if ((await ask(stage, healthy)).holds) {
    throw new LabError(`the fault ${name} does not break this lab; use another --seed`);
  }
}

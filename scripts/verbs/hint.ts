import { faults } from "../../lessons/faults";
import type { Text } from "../../lessons/text";
import { noteExam, requireExam } from "../exam/exam";
import { pick } from "../exam/pick";
import { fillText } from "../lesson/fill";
import { ask } from "../lesson/look";
import { stageOf } from "../lesson/stage";
import { LabError } from "../run/errors";
import { requireReachableLab } from "./deployed";

/** What came of asking for a hint. */
export interface Hinted {
  /** @default - there is none left, or nothing to mend */
  readonly hint?: Text;
  /** Whether a fault is there still. */
  readonly broken: boolean;
  /** Hints taken in this exam, this one included. */
  readonly taken: number;
}

/**
 * Gives the next hint for the first fault that is there still and has one left, and counts it.
 *
 * @param options.lab name of the lab, where several are up
 * @throws LabError when no exam is on
 */
export async function hint(options: { readonly lab?: string }): Promise<Hinted> {
  const lab = await requireReachableLab(options.lab);
  const exam = requireExam(lab.name);
  if (exam.grade) throw new LabError("the exam was graded; ./lab reset returns the lab");
  const stage = stageOf(lab);
  const taken = exam.hints.reduce((sum, one) => sum + one, 0);
  let broken = false;
  for (const [index, fault] of pick(faults, exam.seed, exam.count).entries()) {
    if ((await ask(stage, fault.healthy)).holds) continue;
    broken = true;
    const next = fault.hints[exam.hints[index] ?? 0];
    if (!next) continue;
    noteExam(lab.name, { ...exam, hints: exam.hints.map((one, at) => (at === index ? one + 1 : one)) });
    return { hint: fillText(next, stage.values), broken, taken: taken + 1 };
  }
  return { broken, taken };
}

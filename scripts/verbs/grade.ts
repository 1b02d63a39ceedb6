import { faults } from "../../lessons/faults";
import { noteExam, requireExam } from "../exam/exam";
import { type Grade, gradeOf } from "../exam/grade";
import { pick } from "../exam/pick";
import { fillText } from "../lesson/fill";
import { ask } from "../lesson/look";
import { stageOf } from "../lesson/stage";
import { withProgress } from "../output/progress";
import { requireReachableLab } from "./deployed";

/**
 * Looks at each fault of the exam and ends it: what the faults were is known then. Asked again, it tells the same until
 * the lab is reset.
 *
 * @param options.lab name of the lab, where several are up
 * @throws LabError when no exam is on, or a guest's agent does not answer; the exam goes on then
 */
export async function grade(options: { readonly lab?: string }): Promise<Grade> {
  const lab = await requireReachableLab(options.lab);
  const exam = requireExam(lab.name);
  if (exam.grade) return exam.grade;
  const stage = stageOf(lab);
  const ended = new Date();
  const looked = await withProgress(`looking at the faults of the lab ${lab.name}`, () =>
    Promise.all(
      pick(faults, exam.seed, exam.count).map(async ({ name, title, healthy }) => ({
        name,
        title: fillText(title, stage.values),
        evidence: await ask(stage, healthy),
      })),
    ),
  );
  const graded = gradeOf(lab.name, exam, looked, ended);
  noteExam(lab.name, { ...exam, grade: graded });
  return graded;
}

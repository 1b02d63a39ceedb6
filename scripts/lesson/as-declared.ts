import type { DeployedLab } from "../../constructs/lab-description";
import { examOf, forgetExam, refuseDuringExam } from "../exam/exam";
import { backTo } from "../memory/back-to";
import { fresh } from "../memory/fresh";
import { LabError } from "../run/errors";
import { differencesOf } from "./play";
import { forgetExperiment, unfinished } from "./unfinished";

/**
 * What a lesson or an exam begins with. A lab that was left in the middle of an experiment is returned; one that somebody
 * has changed is left alone.
 *
 * @throws LabError when the lab is not as it is declared, or is in an exam or was since it was reset
 */
export async function requireAsDeclared(lab: DeployedLab): Promise<void> {
  refuseDuringExam([lab.name]);
  // Not all that a fault changes is a difference that is looked at: a queue that loses packets, say.
  if (examOf(lab.name)) {
    throw new LabError(`the lab ${lab.name} is as its exam left it; ./lab reset returns it to where it was verified`);
  }
  const left = unfinished(lab.name);
  if (left) return backToFresh(lab, `${left.experiment} was left in the middle: `);
  const differences = await differencesOf(lab);
  if (differences.length === 0) return;
  throw new LabError(
    `the lab is not as it is declared; ./lab reset returns it to where it was verified:\n  ${differences.join("\n  ")}`,
  );
}

/** Returns a lab to the point at which it was verified; no experiment and no exam is on in it then. */
export async function backToFresh(lab: DeployedLab, why: string): Promise<void> {
  await backTo(lab, fresh, why);
  forgetExperiment(lab.name);
  forgetExam(lab.name);
}

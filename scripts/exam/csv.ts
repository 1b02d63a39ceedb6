import { stringify } from "csv-stringify/sync";
import type { Language } from "../../lessons/text";
import type { Grade } from "./grade";

/**
 * A grade as CSV with a head, a line for each fault, the sums in each line: lines of many exams can be put together.
 *
 * @param learner who sat it. @default - the column is empty
 */
export function gradeCsv({ faults, ...exam }: Grade, language: Language, learner = ""): string {
  const rows = faults.map(({ name, title, mended, hints, points, evidence }) => ({
    learner,
    lab: exam.lab,
    seed: exam.seed,
    began: exam.began,
    ended: exam.ended,
    seconds: exam.seconds,
    fault: name,
    title: title[language],
    mended: mended ? "yes" : "no",
    hints,
    points,
    machine: evidence.machine,
    command: evidence.command,
    output: evidence.output,
    all_faults: faults.length,
    all_hints: exam.hints,
    all_points: exam.points,
  }));
  return stringify(rows, { header: true });
}

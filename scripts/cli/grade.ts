import { gradeCsv } from "../exam/csv";
import { gradeTable } from "../exam/table";
import { languageOf } from "../lesson/language";
import { UsageError } from "../run/errors";
import { grade } from "../verbs/grade";

/** What a person types after `./lab grade`. */
export interface GradeFlags {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly lang?: string;
  readonly learner?: string;
  readonly lab?: string;
}

/** `./lab grade`: as a table, JSON or CSV. */
export default async function ({ json, csv, lang, learner, lab }: GradeFlags): Promise<void> {
  const language = languageOf(lang);
  if (json && csv) throw new UsageError("--json and --csv are two forms; ask for one after the other");
  const graded = await grade({ lab });
  if (json) return void process.stdout.write(`${JSON.stringify({ learner, ...graded }, null, 2)}\n`);
  process.stdout.write(csv ? gradeCsv(graded, language, learner) : `${gradeTable(graded, language)}\n`);
}

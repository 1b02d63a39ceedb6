import { refuseDuringExam } from "../exam/exam";
import { checkList } from "../output/tables";
import { requireReachableLab } from "../verbs/deployed";
import { verify } from "../verify/verify";

/** `./lab verify`: exit code 1 when a statement does not hold. Refused during an exam: it tells what is wrong. */
export default async function ({ json, lab }: { json?: boolean; lab?: string }): Promise<void> {
  const deployed = await requireReachableLab(lab);
  refuseDuringExam([deployed.name]);
  const verification = await verify(deployed);
  const failed = verification.checks.filter(({ holds }) => !holds).length;
  process.exitCode = failed > 0 ? 1 : 0;
  if (json) return void process.stdout.write(`${JSON.stringify(verification, null, 2)}\n`);
  const summary = `${verification.checks.length - failed} statements hold, ${failed} do not`;
  process.stdout.write(`${checkList(verification.checks)}\n\n${summary}\n`);
}

import { forgetExam } from "../exam/exam";
import { forgetExperiment } from "../lesson/unfinished";
import { backTo } from "../memory/back-to";
import { hold } from "../run/hold";
import { requireReachableLab } from "./deployed";
import { requireSnapshotName } from "./snapshot";

/**
 * Returns the whole lab, connections included, to a snapshot; an exam that was on is forgotten.
 *
 * @param name of the snapshot
 * @param options.lab name of the lab, where several are up
 * @throws UsageError when no snapshot can have this name
 * @throws LabError when a machine has no such snapshot, or another process is at work on the lab; nothing is touched then
 */
export async function reset(name: string, options: { readonly lab?: string }): Promise<void> {
  requireSnapshotName(name);
  const lab = await requireReachableLab(options.lab);
  await hold(lab.name, "./lab reset");
  await backTo(lab, name);
  forgetExperiment(lab.name);
  forgetExam(lab.name);
}

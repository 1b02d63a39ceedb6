import { refuseDuringExam } from "../exam/exam";
import { fresh } from "../memory/fresh";
import { listSnapshots, type Snapshot, saveSnapshot } from "../memory/snapshots";
import { withProgress } from "../output/progress";
import { UsageError } from "../run/errors";
import { hold } from "../run/hold";
import { requireDeployedLab, requireReachableLab } from "./deployed";

/** Names of files on the host. */
const pattern = /^[a-z0-9][a-z0-9-]{0,31}$/;

/**
 * Saves memory and disk of all machines, at one point. A snapshot of the same name is replaced.
 *
 * @param options.lab name of the lab, where several are up
 * @throws UsageError when the name can't be used
 * @throws LabError when an exam is on, or another process is at work on the lab
 */
export async function snapshot(name: string, options: { readonly lab?: string }): Promise<void> {
  requireSnapshotName(name);
  if (name === fresh) throw new UsageError(`${fresh} is the snapshot that ./lab up takes; use another name`);
  const lab = await requireReachableLab(options.lab);
  // Returning to it would return what is broken, and not the exam.
  refuseDuringExam([lab.name]);
  await hold(lab.name, "./lab snapshot");
  await withProgress(`saving ${lab.machines.length} machines as ${name}`, () => saveSnapshot(lab, name));
}

/** @throws UsageError when no snapshot can have this name */
export function requireSnapshotName(name: string): void {
  if (pattern.test(name)) return;
  throw new UsageError(
    `${JSON.stringify(name)} can't name a snapshot; use 1 to 32 lower-case letters, digits and hyphens`,
  );
}

/** The snapshots of a lab, the oldest first. @param options.lab its name, where several are up */
export async function snapshots(options: { readonly lab?: string }): Promise<Snapshot[]> {
  return listSnapshots(await requireDeployedLab(options.lab));
}

import type { DeployedLab } from "../../constructs/lab-description";
import { withProgress } from "../output/progress";
import { loadSnapshot } from "./snapshots";

/** Returns a lab to a snapshot, as {@link loadSnapshot} does, and shows it. @param why said before. @default - nothing */
export async function backTo(lab: DeployedLab, snapshot: string, why = ""): Promise<void> {
  const title = `${why}${lab.machines.length} machines back to ${snapshot}`;
  const booted = await withProgress(title, () => loadSnapshot(lab, snapshot));
  if (booted.length === 0) return;
  const names = booted.map(({ name }) => name).join(", ");
  process.stderr.write(`booted from the disk of ${snapshot}, since its memory did not go on: ${names}\n`);
}

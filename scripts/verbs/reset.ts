import { Listr } from "listr2";
import { fresh, loadSnapshot } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { requireDeployedLab } from "./deployed";

/** Returns the whole lab to the point at which `./lab up` had verified it. */
export async function reset(): Promise<void> {
  const lab = await requireDeployedLab();
  const title = `${lab.machines.length} machines as they were fresh`;
  await new Listr<unknown, "default", "verbose">([{ title, task: () => loadSnapshot(lab, fresh) }], renderer()).run();
}

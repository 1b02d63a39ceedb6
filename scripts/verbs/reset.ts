import { Listr } from "listr2";
import { fresh, loadSnapshot } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { requireDeployedLab } from "./deployed";

/**
 * Returns the whole lab to the point at which `./lab up` had verified it.
 *
 * @param options.lab its name, where several are up
 */
export async function reset(options: { readonly lab?: string }): Promise<void> {
  const lab = await requireDeployedLab(options.lab);
  const title = `${lab.machines.length} machines as they were fresh`;
  await new Listr<unknown, "default", "verbose">([{ title, task: () => loadSnapshot(lab, fresh) }], renderer()).run();
}

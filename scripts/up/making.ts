import type { ListrRendererFactory, ListrTask, ListrTaskWrapper } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import { onTerminal } from "../output/renderer";
import type { Difference } from "../settings/differences";
import type { Plan } from "../terraform/resource-change";
import type { Changes } from "../terraform/terraform-process";

/** What the steps of making a lab leave to those after them. */
export interface Making {
  /** The lab as it is there already. @default - it is new */
  deployed?: DeployedLab;
  /** What libvirt had half-made, and is gone. */
  halfMade: readonly string[];
  /** What Terraform is going to do to it. @default - it is new */
  planned?: Plan;
  /** Names of the machines that are removed or made anew. @default - it is new */
  going?: readonly string[];
  /** Terraform knew nothing of the lab before. */
  isNew: boolean;
  /** Names of the machines that were started now, or removed. */
  started: Set<string>;
  changes: Changes;
  lab: DeployedLab;
  /** What was not as declared in guests, and is now. */
  mended: Difference[];
}

/** One step of it. */
export type Step = ListrTask<Making, ListrRendererFactory>;

/** Lines below the title of a step, each once: where there is no terminal a step of its own would be told at its end too. */
export function lines(
  task: ListrTaskWrapper<Making, ListrRendererFactory, ListrRendererFactory>,
  titles: readonly string[],
) {
  if (!onTerminal()) {
    for (const title of titles) task.output = title;
    return undefined;
  }
  return titles.length > 0 ? task.newListr(titles.map((title) => ({ title, task: () => {} }))) : undefined;
}

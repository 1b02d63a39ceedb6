import type { DeployedLab } from "../../constructs/lab-description";
import { forgetDamaged } from "../memory/damaged";
import { plannedChanges } from "../plan/planned-changes";
import { withResources } from "../plan/resource-changes";
import { knownLab } from "../terraform/state";
import type { Stack } from "../terraform/synth";
import { plan } from "../terraform/terraform";
import { fitState } from "./fit-state";
import { lines, type Step } from "./making";
import { count, planLines } from "./phrases";
import { letAllGo } from "./staged-start";

/** Of a lab whose state is gone libvirt knows the machines, and not what was declared for their guests. */
const settingsUnknown = "what the guests were given is not known any more: all of it is put in as it is declared now";

/** A lab with the machines and networks alone that were there: the others are new. */
function onlyOf(lab: DeployedLab, names: readonly string[]): DeployedLab {
  return {
    ...lab,
    machines: lab.machines.filter(({ name }) => names.includes(name)),
    networks: lab.networks.filter(({ id }) => names.includes(id)),
  };
}

/** What is going to be done to a lab that is there, told before it is done. */
export function planStep(stack: Stack): Step {
  return {
    title: "plan",
    task: async (making, task) => {
      const { adopted, removed } = await fitState(stack);
      making.halfMade = removed;
      const known = knownLab(stack.name);
      const deployed = known ?? (adopted.length > 0 ? onlyOf(stack.declared, adopted) : undefined);
      if (!deployed) {
        task.title = "plan: a new lab";
        return undefined;
      }
      making.deployed = deployed;
      await letAllGo(deployed);
      forgetDamaged(deployed.machines);
      making.planned = await plan(stack);
      const changes = withResources(plannedChanges(deployed, stack.declared), making.planned.resources);
      const going = changes.filter(({ effect }) => effect === "removed" || effect === "replaced");
      making.going = going.flatMap(({ machine }) => machine ?? []);
      const taken = adopted.length > 0 ? `, after its state took from libvirt ${adopted.join(", ")}` : "";
      const told = [...(known ? [] : [[settingsUnknown]]), ...changes.map(planLines)];
      task.title = `plan: ${count(told.length, "change", "changes")}${taken}`;
      return lines(task, told.flat());
    },
  };
}

import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import { fresh } from "../memory/fresh";
import { removeMemoryFilesOf } from "../memory/memory-files";
import { savedMemoryIsOff } from "../memory/prime-lab";
import { removeSnapshots } from "../memory/snapshots";
import { recordedLabs } from "../terraform/state";
import { keepCopy } from "../terraform/state-copy";
import type { Stack } from "../terraform/synth";
import { applyOrBoot } from "./apply-or-boot";
import { handOver } from "./hand-over";
import type { Step } from "./making";
import { count, settingsChanged } from "./phrases";
import { memoryWasDamaged } from "./ready-or-booted";

/** Terraform makes what is not as it is declared. */
export function resourcesStep(stack: Stack): Step {
  return {
    title: "resources",
    task: async (making, task) => {
      making.isNew = !recordedLabs().includes(stack.name);
      const drained = making.deployed ? await handOver(making.deployed, stack.declared, making.going ?? []) : [];
      making.started = new Set();
      const onDone = (address: string) => {
        task.title = `resources: ${address}`;
        const [type, name] = address.split(".");
        if (type === "libvirt_domain" && name) making.started.add(name);
      };
      const { changes, planned, damaged } = await applyOrBoot(stack, onDone, making.planned);
      making.changes = changes;
      // What is kept from before is no point that this lab has been at.
      const booted = savedMemoryIsOff() ? stack.declared.machines.filter(({ name }) => making.started.has(name)) : [];
      for (const machine of booted) removeMemoryFilesOf(machine, fresh);
      keepCopy(stack.name);
      if (making.deployed) removeSnapshots(making.deployed, declaredNoMore(making.deployed, stack.declared));
      const settings = settingsChanged(planned);
      const { add, change, remove } = changes;
      const afterDraining = drained.length > 0 ? `, after no more went to ${drained.join(", ")}` : "";
      const anew =
        making.halfMade.length > 0 ? `, and of what was in no state removed: ${making.halfMade.join(", ")}` : "";
      const instead = damaged.length > 0 ? `; ${damaged.join(", ")}: ${memoryWasDamaged}` : "";
      task.title =
        `resources: ${add - settings} made, ${change} changed, ${remove - settings} removed` +
        `${settings > 0 ? `, settings of ${count(settings, "guest", "guests")}` : ""}${afterDraining}${anew}${instead}`;
    },
  };
}

function declaredNoMore(deployed: DeployedLab, declared: DeployedLab): MachineDescription[] {
  const names = new Set(declared.machines.map(({ name }) => name));
  return deployed.machines.filter(({ name }) => !names.has(name));
}

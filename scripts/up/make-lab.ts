import { Listr, type ListrRendererFactory, type ListrTaskWrapper } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { Guests } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { removeOrphans } from "../host/orphans";
import { forgetDamaged } from "../memory/damaged";
import { fresh } from "../memory/fresh";
import { removeMemoryFilesOf, startedFrom } from "../memory/memory-files";
import { primeLab, savedMemoryIsOff } from "../memory/prime-lab";
import { onTerminal, renderer } from "../output/renderer";
import { plannedChanges } from "../plan/planned-changes";
import { withResources } from "../plan/resource-changes";
import type { Difference } from "../settings/differences";
import { settle } from "../settings/settle";
import { settleWithServers } from "../settings/settle-with-servers";
import { forgetLostPool } from "../terraform/lost-pool";
import type { Plan } from "../terraform/resource-change";
import { deployedLab, recordedLabs } from "../terraform/state";
import { keepCopy } from "../terraform/state-copy";
import type { Stack } from "../terraform/synth";
import { plan } from "../terraform/terraform";
import type { Changes } from "../terraform/terraform-process";
import { applyOrBoot } from "./apply-or-boot";
import { handOver } from "./hand-over";
import { count, planLines, settingsChanged } from "./phrases";
import { memoryWasDamaged, readyOrBooted } from "./ready-or-booted";
import { rebuildState } from "./rebuild-state";
import { heldBack, holdBack, inStartOrder, inTurns, letAllGo, letGo, startWidth } from "./staged-start";

/** What making one lab came to. */
export interface MadeLab {
  readonly lab: DeployedLab;
  readonly changes: Changes;
  /** What was not as declared in guests that ran already, and was put right. */
  readonly mended: readonly Difference[];
}

interface Steps {
  /** Names of what libvirt had half-made, and is gone. */
  orphans: readonly string[];
  /** Names of the machines that were started now, or removed. */
  started: Set<string>;
  changes: Changes;
  /** The lab as it is there already. @default - it is new */
  deployed?: DeployedLab;
  /** What Terraform is going to do to it. */
  planned?: Plan;
  /** Names of the machines that are removed or made anew. */
  going?: readonly string[];
  /** Terraform knew nothing of the lab before. */
  isNew: boolean;
  lab: DeployedLab;
  /** What was not as declared in guests, and is now. */
  mended: Difference[];
}

/**
 * Makes a lab's resources, and waits for its machines. A step that is done is not done again.
 *
 * @param seen names of the machines that were as declared before: they are not looked at again where nothing is changed
 */
export async function makeLab(
  stack: Stack,
  host: HostSettings,
  seen: Promise<readonly string[]> | undefined,
): Promise<MadeLab> {
  const tasks = new Listr<Steps, "default", "verbose">(
    [
      {
        title: "saved memory",
        task: async (_, task) => {
          task.title = `saved memory: ${await primeLab(stack.declared, host)}`;
        },
      },
      {
        title: "plan",
        task: async (steps, task) => {
          const rebuilt = await rebuildState(stack);
          steps.orphans = await removeOrphans(stack);
          const deployed = deployedLab(stack.name) ?? (rebuilt.length > 0 ? stack.declared : undefined);
          if (!deployed) {
            task.title = "plan: a new lab";
            return undefined;
          }
          steps.deployed = deployed;
          await letAllGo(deployed);
          forgetDamaged(deployed.machines);
          await forgetLostPool(stack);
          steps.planned = await plan(stack);
          const changes = withResources(plannedChanges(deployed, stack.declared), steps.planned.resources);
          const going = changes.filter(({ effect }) => effect === "removed" || effect === "replaced");
          steps.going = going.flatMap(({ machine }) => machine ?? []);
          const from = rebuilt.length > 0 ? `, the state rebuilt from what libvirt has of ${rebuilt.join(", ")}` : "";
          task.title = `plan: ${count(changes.length, "change", "changes")}${from}`;
          return lines(task, changes.flatMap(planLines));
        },
      },
      {
        title: "resources",
        task: async (steps, task) => {
          steps.isNew = !recordedLabs().includes(stack.name);
          const drained = steps.deployed ? await handOver(steps.deployed, stack.declared, steps.going ?? []) : [];
          steps.started = new Set();
          const onDone = (address: string) => {
            task.title = `resources: ${address}`;
            const [type, name] = address.split(".");
            if (type === "libvirt_domain" && name) steps.started.add(name);
          };
          const { changes, planned, damaged } = await applyOrBoot(stack, onDone, steps.planned);
          steps.changes = changes;
          // What is kept from before is no point that this lab has been at.
          const booted = savedMemoryIsOff()
            ? stack.declared.machines.filter(({ name }) => steps.started.has(name))
            : [];
          for (const machine of booted) removeMemoryFilesOf(machine, fresh);
          const settings = settingsChanged(planned);
          const { add, change, remove } = changes;
          keepCopy(stack.name);
          const afterDraining = drained.length > 0 ? `, after no more went to ${drained.join(", ")}` : "";
          const halfMade =
            steps.orphans.length > 0 ? `, in no state and so made anew: ${steps.orphans.join(", ")}` : "";
          const instead = damaged.length > 0 ? `; ${damaged.join(", ")}: ${memoryWasDamaged}` : "";
          task.title =
            `resources: ${add - settings} made, ${change} changed, ${remove - settings} removed` +
            `${settings > 0 ? `, settings of ${count(settings, "guest", "guests")}` : ""}${afterDraining}${halfMade}${instead}`;
        },
      },
      {
        title: "machines",
        task: async (steps, task) => {
          steps.lab = deployedLab(stack.name) ?? stack.declared;
          const resumed = steps.changes.add > 0 ? startedFrom(steps.lab, fresh) : [];
          const machines = inStartOrder(steps.lab.machines);
          const booting = machines.filter((one) => steps.started.has(one.name) && !resumed.includes(one));
          await holdBack(steps.lab, booting);
          const waiting = await heldBack(steps.lab);
          const { add, change, remove } = steps.changes;
          const done = add + change + remove === 0 ? await seen : [];
          steps.mended = [];
          const guests = new Guests(steps.lab);
          const inTurn = inTurns(booting.length > startWidth() ? startWidth() : Number.POSITIVE_INFINITY);
          return task.newListr(
            machines
              .map(({ name }) => guests.named(name))
              .map((guest) => ({
                title: guest.machine.name,
                task: async (_, machine) => {
                  const { name } = guest.machine;
                  if (done?.includes(name)) {
                    machine.title = `${name}: ready`;
                    return undefined;
                  }
                  let instead: string | undefined;
                  await inTurn(async (passOn) => {
                    if (waiting.includes(guest.machine)) await letGo(steps.lab, guest.machine);
                    const onProgress = (progress: Progress) => {
                      machine.title = `${name}: ${progress}`;
                      if (progress === "ready") passOn();
                    };
                    instead = await readyOrBooted(steps.lab, guest, onProgress);
                  });
                  // A host that goes down now must not take with it what the first boot has written.
                  if (steps.started.has(guest.machine.name)) await guest.agent.run(["sync"]);
                  // The machines of a new lab are what their seeds say, and cloud-init has started their services.
                  const settled = steps.started.size > 0 ? settleWithServers : settle;
                  const mended = steps.isNew ? [] : await settled(steps.lab, guest);
                  steps.mended.push(...mended);
                  const mendings = mended.length > 0 ? `, ${count(mended.length, "thing", "things")} put right` : "";
                  machine.title = `${name}: ready${instead ? `, ${instead}` : ""}${mendings}`;
                  return lines(
                    machine,
                    mended.map(({ words }) => `${name}, put right: ${words}`),
                  );
                },
              })),
            { concurrent: true },
          );
        },
      },
    ],
    renderer(),
  );
  const { lab, changes, mended } = await tasks.run();
  return { lab, changes, mended };
}

/** Lines below the title of a step, each once: where there is no terminal a step of its own would be told at its end too. */
function lines(task: ListrTaskWrapper<Steps, ListrRendererFactory, ListrRendererFactory>, titles: readonly string[]) {
  if (!onTerminal()) {
    for (const title of titles) task.output = title;
    return undefined;
  }
  return titles.length > 0 ? task.newListr(titles.map((title) => ({ title, task: () => {} }))) : undefined;
}

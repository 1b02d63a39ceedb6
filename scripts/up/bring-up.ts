import { Listr, type ListrRendererFactory, type ListrTaskWrapper } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { Guests } from "../guests/guests";
import type { Progress } from "../guests/readiness";
import { waitUntilReady } from "../guests/wait-until-ready";
import { removeOrphans } from "../host/orphans";
import { startedFrom } from "../memory/memory-files";
import { primeLab, savedMemoryIsOff } from "../memory/prime-lab";
import { fresh, saveSnapshot, wake, withoutSnapshot } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { plannedChanges } from "../plan/planned-changes";
import { withResources } from "../plan/resource-changes";
import type { Difference } from "../settings/differences";
import { settle } from "../settings/settle";
import { settleWithServers } from "../settings/settle-with-servers";
import type { Plan } from "../terraform/resource-change";
import { deployedLab, recordedLabs } from "../terraform/state";
import { keepCopy } from "../terraform/state-copy";
import type { Stack } from "../terraform/synth";
import { apply, plan } from "../terraform/terraform";
import type { Changes } from "../terraform/terraform-process";
import { type Verification, verify } from "../verify/verify";
import { drain } from "./drain";
import { count, planLine, settingsChanged } from "./phrases";
import { heldBack, holdBack, inTurns, letGo, startWidth } from "./staged-start";

/** What bringing one lab up came to. */
export interface UpResult extends Verification {
  readonly lab: DeployedLab;
  readonly changes: Changes;
  /** What was not as declared in guests that ran already, and was put right. */
  readonly mended: readonly Difference[];
}

interface Steps {
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
  verification: Verification;
}

/** Makes a lab's resources, waits for its machines, and proves it. A step that is done is not done again. */
export async function bringUp(stack: Stack, host: HostSettings): Promise<UpResult> {
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
          const deployed = deployedLab(stack.name);
          if (!deployed) {
            task.title = "plan: a new lab";
            return undefined;
          }
          steps.deployed = deployed;
          steps.planned = await plan(stack);
          const changes = withResources(plannedChanges(deployed, stack.declared), steps.planned.resources);
          const going = changes.filter(({ effect }) => effect === "removed" || effect === "replaced");
          steps.going = going.flatMap(({ machine }) => machine ?? []);
          task.title = `plan: ${count(changes.length, "change", "changes")}`;
          return lines(task, changes.map(planLine));
        },
      },
      {
        title: "resources",
        task: async (steps, task) => {
          steps.isNew = !recordedLabs().includes(stack.name);
          const drained = steps.deployed ? await drain(steps.deployed, steps.going ?? []) : [];
          const orphans = await removeOrphans(stack);
          steps.started = new Set();
          const onDone = (address: string) => {
            task.title = `resources: ${address}`;
            const [type, name] = address.split(".");
            if (type === "libvirt_domain" && name) steps.started.add(name);
          };
          steps.changes = await apply(stack, onDone, steps.planned);
          const settings = settingsChanged(steps.planned);
          const { add, change, remove } = steps.changes;
          keepCopy(stack.name);
          const afterDraining = drained.length > 0 ? `, after no more went to ${drained.join(", ")}` : "";
          const halfMade = orphans.length > 0 ? `, half-made before and made anew: ${orphans.join(", ")}` : "";
          task.title =
            `resources: ${add - settings} made, ${change} changed, ${remove - settings} removed` +
            `${settings > 0 ? `, settings of ${count(settings, "guest", "guests")}` : ""}${afterDraining}${halfMade}`;
        },
      },
      {
        title: "machines",
        task: async (steps, task) => {
          steps.lab = deployedLab(stack.name) ?? stack.declared;
          const resumed = steps.changes.add > 0 ? startedFrom(steps.lab, fresh) : [];
          const booting = steps.lab.machines.filter((one) => steps.started.has(one.name) && !resumed.includes(one));
          await holdBack(steps.lab, booting);
          await wake(steps.lab, resumed);
          const waiting = await heldBack(steps.lab);
          steps.mended = [];
          const inTurn = inTurns(booting.length > startWidth() ? startWidth() : Number.POSITIVE_INFINITY);
          return task.newListr(
            new Guests(steps.lab).all.map((guest) => ({
              title: `${guest.machine.name}: defined`,
              task: async (_, machine) => {
                const { name } = guest.machine;
                await inTurn(async (passOn) => {
                  if (waiting.includes(guest.machine)) await letGo(steps.lab, guest.machine);
                  const onProgress = (progress: Progress) => {
                    machine.title = `${name}: ${progress}`;
                    if (progress === "ready") passOn();
                  };
                  await waitUntilReady(steps.lab, guest, onProgress, { services: steps.isNew });
                });
                // The machines of a new lab are what their seeds say.
                const settled = steps.started.size > 0 ? settleWithServers : settle;
                const mended = steps.isNew ? [] : await settled(steps.lab, guest);
                steps.mended.push(...mended);
                machine.title = `${name}: ${["ready", ...mended.map(({ words }) => `mended: ${words}`)].join("; ")}`;
              },
            })),
            { concurrent: true },
          );
        },
      },
      {
        title: "verification",
        task: async (steps, task) => {
          const started = new Guests(steps.lab).all.filter(({ machine }) => steps.started.has(machine.name));
          // A host that goes down now must not take with it what the first boot has written.
          const sync = started.map(({ agent }) => agent.run(["sync"]));
          [steps.verification] = await Promise.all([verify(steps.lab), ...sync]);
          const held = steps.verification.checks.filter(({ holds }) => holds).length;
          task.title = `verification: ${held} of ${steps.verification.checks.length} statements hold`;
        },
      },
      {
        title: "snapshot",
        task: async ({ lab, verification }, task) => {
          if (verification.checks.some(({ holds }) => !holds)) {
            task.skip("snapshot: none of a lab that does not hold");
            return;
          }
          if (savedMemoryIsOff()) {
            task.skip("snapshot: none, saved memory is off");
            return;
          }
          const machines = await withoutSnapshot(lab, fresh);
          await saveSnapshot(lab, machines, fresh);
          task.title = `snapshot: ${fresh}, ${machines.map(({ name }) => name).join(", ") || "saved before"}`;
        },
      },
    ],
    renderer(),
  );
  const { lab, changes, mended, verification } = await tasks.run();
  return { lab, changes, mended, ...verification };
}

/** Lines below the title of a step. */
function lines(task: ListrTaskWrapper<Steps, ListrRendererFactory, ListrRendererFactory>, titles: readonly string[]) {
  return titles.length > 0 ? task.newListr(titles.map((title) => ({ title, task: () => {} }))) : undefined;
}

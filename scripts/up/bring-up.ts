import { Listr } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { Guests } from "../guests/guests";
import { waitUntilReady } from "../guests/wait-until-ready";
import { removeOrphans } from "../host/orphans";
import { startedFrom } from "../memory/memory-files";
import { primeLab } from "../memory/prime-lab";
import { fresh, saveSnapshot, wake } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { deployedLab } from "../terraform/state";
import type { Stack } from "../terraform/synth";
import { apply, type Changes } from "../terraform/terraform";
import { type Verification, verify } from "../verify/verify";

/** What bringing one lab up came to. */
export interface UpResult extends Verification {
  readonly lab: DeployedLab;
  readonly changes: Changes;
}

interface Steps {
  changes: Changes;
  lab: DeployedLab;
  /** Machines that have gone on from their snapshot `fresh`. */
  resumed: DeployedLab["machines"];
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
        title: "resources",
        task: async (steps, task) => {
          await removeOrphans(stack);
          steps.changes = await apply(stack, (address) => {
            task.title = `resources: ${address}`;
          });
          const { add, change, remove } = steps.changes;
          task.title = `resources: ${add} made, ${change} changed, ${remove} removed`;
        },
      },
      {
        title: "machines",
        task: async (steps, task) => {
          steps.lab = deployedLab(stack.name) ?? stack.declared;
          steps.resumed = steps.changes.add > 0 ? startedFrom(steps.lab, fresh) : [];
          await wake(steps.lab, steps.resumed);
          return task.newListr(
            new Guests(steps.lab).all.map((guest) => ({
              title: `${guest.machine.name}: defined`,
              task: async (_, machine) => {
                await waitUntilReady(steps.lab, guest, (progress) => {
                  machine.title = `${guest.machine.name}: ${progress}`;
                });
              },
            })),
            { concurrent: true },
          );
        },
      },
      {
        title: "verification",
        task: async (steps, task) => {
          steps.verification = await verify(steps.lab);
          const held = steps.verification.checks.filter(({ holds }) => holds).length;
          task.title = `verification: ${held} of ${steps.verification.checks.length} statements hold`;
        },
      },
      {
        title: "snapshot: fresh",
        // Where all machines have gone on from it, it is as good as new.
        enabled: ({ changes, lab, resumed }) =>
          changes === undefined || (changes.add > 0 && resumed.length < lab.machines.length),
        task: ({ lab }) => saveSnapshot(lab, fresh),
      },
    ],
    renderer(),
  );
  const { lab, changes, verification } = await tasks.run();
  return { lab, changes, ...verification };
}

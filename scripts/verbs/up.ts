import { isDeepStrictEqual } from "node:util";
import { Listr } from "listr2";
import type { LabDescription } from "../../constructs/lab-description";
import { type HostSettings, readHostSettings } from "../../constructs/libvirt/host-settings";
import { Guests } from "../guests/guests";
import { waitUntilReady } from "../guests/wait-until-ready";
import { chooseHost } from "../host/choose-host";
import type { ImageFiles } from "../host/host";
import { removeOrphans } from "../host/orphans";
import { ensureImage } from "../image/ensure";
import { filesOf } from "../image/image-files";
import { startedFrom } from "../memory/memory-files";
import { primeLab } from "../memory/prime-lab";
import { fresh, saveSnapshot, wake } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { project } from "../project";
import { ensureProvider } from "../provider/provider";
import { ensureRequirements } from "../requirements/install";
import { writeJson } from "../run/json-file";
import { type Stack, synth } from "../terraform/synth";
import { apply, type Changes, deployedLab, init } from "../terraform/terraform";
import { type Verification, verify } from "../verify/verify";

/** What `./lab up` came to. */
export interface UpResult extends Verification {
  readonly lab: LabDescription;
  readonly changes: Changes;
}

interface Steps {
  stack: Stack;
  image: ImageFiles;
  host: HostSettings;
  changes: Changes;
  lab: LabDescription;
  /** Machines that have gone on from their snapshot `fresh`. */
  resumed: LabDescription["machines"];
  verification: Verification;
}

/**
 * Brings the lab up, from whatever stands already, to a verified lab. A step that is done is not done again.
 *
 * @param options.yes install what is missing on this machine without asking
 */
export async function up(options: { readonly yes: boolean }): Promise<UpResult> {
  await ensureRequirements(options.yes);
  const tasks = new Listr<Steps, "default", "verbose">(
    [
      {
        title: "declaration",
        task: async (steps, task) => {
          steps.stack = await synth({ hostIsPrepared: false });
          const { machines, networks } = steps.stack.declared;
          task.title = `declaration: ${machines.length} machines on ${networks.length} networks`;
        },
      },
      {
        title: "image",
        task: async (steps, task) => {
          const manifest = await ensureImage(steps.stack.declared.image, {
            directory: project.images,
            onProgress: ({ stage, fraction }) => {
              task.title = `image: ${stage} (${Math.round(fraction * 100)} %)`;
            },
          });
          steps.image = filesOf(manifest, project.images);
          task.title = `image: ${manifest.name}`;
        },
      },
      {
        title: "provider",
        task: async (_, task) => {
          task.title = `provider: ${await ensureProvider()}`;
        },
      },
      {
        title: "host",
        task: async (steps, task) => {
          const assumed = readHostSettings(undefined);
          const host = chooseHost(deployedLab() !== undefined);
          const [{ settings, notice }] = await Promise.all([host.start(steps.image), init(steps.stack)]);
          steps.host = settings;
          writeJson(project.hostSettings, settings);
          if (!isDeepStrictEqual(settings, assumed)) steps.stack = await synth({ hostIsPrepared: true });
          task.title = `host: ${host.name}, ${notice}`;
        },
      },
      {
        title: "saved memory",
        task: async (steps, task) => {
          task.title = `saved memory: ${await primeLab(steps.stack.declared, steps.host)}`;
        },
      },
      {
        title: "resources",
        task: async (steps, task) => {
          await removeOrphans(steps.stack);
          steps.changes = await apply(steps.stack, (address) => {
            task.title = `resources: ${address}`;
          });
          const { add, change, remove } = steps.changes;
          task.title = `resources: ${add} made, ${change} changed, ${remove} removed`;
        },
      },
      {
        title: "machines",
        task: async (steps, task) => {
          steps.lab = deployedLab() ?? steps.stack.declared;
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

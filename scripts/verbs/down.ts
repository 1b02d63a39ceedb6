import { rmSync } from "node:fs";
import { Listr } from "listr2";
import { preparedHost } from "../host/choose-host";
import { isEmbedded } from "../host/embedded-host";
import { listImages } from "../image/list";
import { forgetExperiment } from "../lesson/unfinished";
import { tryVirsh } from "../libvirt/virsh";
import { removeSnapshots } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { project } from "../project";
import { deployedLab, forgetState, recordedLabs } from "../terraform/state";
import { readStacks, stackOf } from "../terraform/synth";
import { BusyError, destroy } from "../terraform/terraform";
import { requireDeployedLab } from "./deployed";

export interface DownOptions {
  /** Remove the images and what was saved of them too. */
  readonly all: boolean;
  /** Name of the one lab to take down. @default - all that are up */
  readonly lab?: string;
}

/**
 * Takes labs down: their machines, networks and volumes, and with the last of them the embedded host. Nothing is left but
 * the image and what was saved of it.
 *
 * @throws UsageError when the one lab to take down is not up
 */
export async function down(options: DownOptions): Promise<void> {
  const labs = options.lab === undefined ? recordedLabs() : [(await requireDeployedLab(options.lab)).name];
  const last = labs.length === recordedLabs().length;
  const tasks = new Listr<unknown, "default", "verbose">(
    [
      ...labs.map((name) => ({
        title: `resources of ${name}`,
        task: async (_: unknown, task: { title?: string }) => {
          const end = await remove(name, last, (address) => {
            task.title = `resources of ${name}: ${address}`;
          });
          task.title = `resources of ${name}: ${end}`;
        },
      })),
      {
        title: "host",
        enabled: last,
        task: async (_, task) => {
          const host = preparedHost();
          await host.stop();
          if (options.all) await host.removeImages(listImages(project.images).map(({ name }) => name));
          rmSync(project.state, { recursive: true, force: true });
          rmSync(project.hostSettings, { force: true });
          task.title = `host: ${host.name} is clean`;
        },
      },
      {
        title: "image: removed",
        enabled: options.all && last,
        task: () => {
          for (const folder of [project.images, project.memory, project.emulator]) {
            rmSync(folder, { recursive: true, force: true });
          }
        },
      },
    ],
    renderer(),
  );
  await tasks.run();
}

/**
 * @param last whether the embedded host goes too
 * @returns what came of it, for a person
 */
async function remove(name: string, last: boolean, onDone: (address: string) => void): Promise<string> {
  forgetExperiment(name);
  // A deploy that was interrupted has left resources and no outputs.
  const lab = deployedLab(name) ?? stackOf(readStacks(), name).declared;
  // A host that is gone, after a reboot say, has taken the machines with it.
  if ((await tryVirsh(lab.hostUri, ["uri"])).exitCode !== 0) {
    removeSnapshots(lab);
    forgetState(name);
    return "gone with their host";
  }
  try {
    const changes = await destroy(stackOf(readStacks(), name), onDone);
    removeSnapshots(lab);
    forgetState(name);
    return `${changes.remove} removed`;
  } catch (error) {
    // On the embedded host all of them lie in its folders, and go with it.
    if (error instanceof BusyError || !isEmbedded(lab) || !last) throw error;
    return "removed with the host";
  }
}

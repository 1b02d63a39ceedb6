import { rmSync } from "node:fs";
import { Listr } from "listr2";
import { preparedHost } from "../host/choose-host";
import { isEmbedded } from "../host/embedded-host";
import { listImages } from "../image/list";
import { tryVirsh } from "../libvirt/virsh";
import { renderer } from "../output/renderer";
import { project } from "../project";
import { readStack } from "../terraform/synth";
import { BusyError, deployedLab, destroy, forgetState } from "../terraform/terraform";

/**
 * Takes the lab down: its machines, networks and volumes, and the embedded host. Nothing is left but the image.
 *
 * @param options.all remove the image too
 */
export async function down(options: { readonly all: boolean }): Promise<void> {
  const tasks = new Listr<unknown, "default", "verbose">(
    [
      {
        title: "resources",
        task: async (_, task) => {
          const lab = deployedLab();
          // A host that is gone, after a reboot say, has taken the machines with it.
          if (!lab || (await tryVirsh(lab.hostUri, ["uri"])).exitCode !== 0) {
            task.skip("resources: none");
            return;
          }
          try {
            const { remove } = await destroy(readStack(), (address) => {
              task.title = `resources: ${address}`;
            });
            task.title = `resources: ${remove} removed`;
          } catch (error) {
            // On the embedded host all of them lie in its folders, and go with it.
            if (error instanceof BusyError || !isEmbedded(lab)) throw error;
            task.title = "resources: removed with the host";
          }
        },
      },
      {
        title: "host",
        task: async (_, task) => {
          const host = preparedHost();
          await host.stop();
          if (options.all) await host.removeImages(listImages(project.images).map(({ name }) => name));
          forgetState();
          rmSync(project.hostSettings, { force: true });
          task.title = `host: ${host.name} is clean`;
        },
      },
      {
        title: "image: removed",
        enabled: options.all,
        task: () => {
          for (const folder of [project.images, project.memory]) rmSync(folder, { recursive: true, force: true });
        },
      },
    ],
    renderer(),
  );
  await tasks.run();
}

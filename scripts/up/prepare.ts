import { isDeepStrictEqual } from "node:util";
import { Listr } from "listr2";
import { assumedHostSettings, type HostSettings } from "../../constructs/libvirt/host-settings";
import { chooseHost, requestedUri } from "../host/choose-host";
import type { ImageFiles } from "../host/host";
import { ensureImage } from "../image/ensure";
import { filesOf } from "../image/image-files";
import { progressWords } from "../image/progress";
import { renderer } from "../output/renderer";
import { project } from "../project";
import { ensureProvider } from "../provider/provider";
import { hold, holdHost } from "../run/hold";
import { writeJson } from "../run/json-file";
import { undeclared, undeclaredWords } from "../terraform/state";
import { mendState } from "../terraform/state-copy";
import { type Stack, stackOf, synth } from "../terraform/synth";
import { init } from "../terraform/terraform";
import { requireRoom } from "./room";

/** All that must be there before the first resource of a lab is made. */
export interface Prepared {
  readonly stacks: readonly Stack[];
  readonly host: HostSettings;
}

interface Steps {
  stacks: readonly Stack[];
  images: ImageFiles[];
  host: HostSettings;
}

/**
 * Declaration, image, provider and host, each only as far as it is not there yet. The labs are this process's own from here on.
 *
 * @param lab name of the one lab to prepare for. @default - all that main.ts declares
 * @param doing the command, for another process that wants the same lab meanwhile
 * @throws BusyError when another process is at work on one of the labs
 */
export async function prepare(lab: string | undefined, doing: string): Promise<Prepared> {
  const chosen = (stacks: readonly Stack[]) => (lab === undefined ? stacks : [stackOf(stacks, lab)]);
  const host = chooseHost();
  const tasks = new Listr<Steps, "default", "verbose">(
    [
      {
        title: "declaration",
        task: async (steps, task) => {
          await host.reach();
          const all = await synth({ hostIsPrepared: false });
          steps.stacks = chosen(all);
          for (const { name } of steps.stacks) await hold(name, doing);
          if (requestedUri() === undefined) await requireRoom(steps.stacks);
          const mended = steps.stacks.flatMap(({ name }) => mendState(name) ?? []);
          const notes = undeclared(all.map(({ name }) => name)).map(undeclaredWords);
          task.title = `declaration: ${[...steps.stacks.map(sizeOf), ...mended, ...notes].join("; ")}`;
        },
      },
      {
        title: "image",
        task: async (steps, task) => {
          const images = new Map(steps.stacks.flatMap(({ declared }) => declared.images.map((one) => [one.name, one])));
          steps.images = [];
          for (const image of images.values()) {
            const manifest = await ensureImage(image, {
              directory: project.images,
              onProgress: (progress) => {
                task.title = `image: ${progressWords(progress)}`;
              },
            });
            steps.images.push(filesOf(manifest, project.images));
          }
          task.title = `image: ${[...images.keys()].join(", ")}`;
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
          const assumed = assumedHostSettings();
          const giveBack = await holdHost(doing);
          const [{ settings, notice }] = await Promise.all([host.start(steps.images), ...steps.stacks.map(init)]);
          giveBack();
          steps.host = settings;
          writeJson(project.hostSettings, settings);
          if (!isDeepStrictEqual(settings, assumed)) steps.stacks = chosen(await synth({ hostIsPrepared: true }));
          task.title = `host: ${host.name}, ${notice}`;
        },
      },
    ],
    renderer(),
  );
  return tasks.run();
}

function sizeOf({ name, declared: { machines, networks } }: Stack): string {
  return `${name}, ${machines.length} machines on ${networks.length} networks`;
}

import { existsSync, rmSync } from "node:fs";
import { Listr } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import { forgetExam } from "../exam/exam";
import { chooseHost } from "../host/choose-host";
import { embeddedHost, isEmbedded } from "../host/embedded-host";
import { firstProcess } from "../host/namespaces";
import { removeAbandonedBuilds } from "../image/build-folder";
import { listImages } from "../image/list";
import { forgetExperiment } from "../lesson/unfinished";
import { tryVirsh } from "../libvirt/virsh";
import { removeUnfinishedMemories } from "../memory/saved-memory";
import { removeSnapshots } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { project } from "../project";
import { LabError } from "../run/errors";
import { BusyError, hold, holdHost, labsEverHeld, tryHold } from "../run/hold";
import { interruptedExitCode } from "../run/interruption";
import { waitFor } from "../run/wait";
import { forgetState, knownLab, recordedLabs } from "../terraform/state";
import { mendState } from "../terraform/state-copy";
import { isSynthesised, lastStack } from "../terraform/synth";
import { destroy } from "../terraform/terraform";
import { fitState } from "../up/fit-state";
import { requireRecordedLab } from "./deployed";

export interface DownOptions {
  /** Remove the images and what was saved of them too. */
  readonly all: boolean;
  /** Name of the one lab to take down. @default - all that are up */
  readonly lab?: string;
}

const doing = "./lab down";

/**
 * Takes labs down: their machines, networks and volumes, and with the last of them the embedded host. Nothing is left but
 * the image and what was saved of it.
 *
 * @throws LabError when another libvirt is asked for than the one that they are on; nothing is touched then
 * @throws UsageError when the one lab to take down is not up
 * @throws BusyError when another process is at work on one of them; nothing is touched then
 */
export async function down(options: DownOptions): Promise<void> {
  const host = chooseHost();
  const named = options.lab === undefined ? undefined : requireRecordedLab(options.lab);
  const labs = named === undefined ? recordedLabs() : [named];
  // Somebody's first `./lab up` has no record yet. All are taken first, so that none is half gone when one is refused.
  const taken = named === undefined ? [...new Set([...labs, ...labsEverHeld()])] : labs;
  for (const name of taken) await hold(name, doing);
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
          const giveBack = await holdHost(doing);
          const busy = await busyOthers(taken);
          if (busy) return task.skip(`host: stays, as another process brings ${busy} up`);
          // The embedded one is looked for in any case: its record may be lost.
          const isThere = host === embeddedHost || existsSync(project.hostSettings);
          await host.stop();
          removeUnfinishedMemories();
          await removeAbandonedBuilds(project.images);
          if (options.all) await host.removeImages(listImages(project.images).map(({ name }) => name));
          rmSync(project.state, { recursive: true, force: true });
          rmSync(project.hostSettings, { force: true });
          giveBack();
          task.title = `host: ${isThere ? `${host.name} is clean` : `nothing was prepared on ${host.name}`}`;
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

/** A lab, not one of those taken, that another process is at work on. */
async function busyOthers(taken: readonly string[]): Promise<string | undefined> {
  for (const name of labsEverHeld()) {
    if (!taken.includes(name) && !(await tryHold(name, doing))) return name;
  }
  return undefined;
}

/**
 * @param last whether the embedded host goes too
 * @returns what came of it, for a person
 */
async function remove(name: string, last: boolean, onDone: (address: string) => void): Promise<string> {
  forgetExperiment(name);
  forgetExam(name);
  mendState(name);
  // Of one in no state nothing is known then, but that it goes with the host.
  const known = knownLab(name);
  if (known === undefined && last && !isSynthesised(name)) return "removed with the host";
  // A deploy that was interrupted has left resources and no outputs.
  const lab = known ?? lastStack(name).declared;
  if (!(await answers(lab))) {
    // An embedded host that is gone, after a reboot say, has taken the machines with it.
    const gone = isEmbedded(lab) && (last || firstProcess() === undefined);
    if (!gone) throw new LabError(`${lab.hostUri} does not answer; ${name} may still be there, and stays on record`);
    removeSnapshots(lab);
    forgetState(name);
    return "gone with their host";
  }
  try {
    const stack = lastStack(name);
    // What is half-made goes with the host, where that goes too.
    if (!isEmbedded(lab) || !last) await fitState(stack);
    const changes = await destroy(stack, onDone);
    removeSnapshots(lab);
    forgetState(name);
    return `${changes.remove} removed`;
  } catch (error) {
    if (error instanceof BusyError || interruptedExitCode() !== undefined || !isEmbedded(lab) || !last) throw error;
    // On the embedded host all of them lie in its folders, and go with it.
    removeSnapshots(lab);
    return "removed with the host";
  }
}

/** Seconds in which a libvirtd that was killed is there again; it takes one or two. */
const libvirtdLimitSeconds = 30;

/** Whether a lab's libvirt answers, or will in a moment. */
async function answers(lab: DeployedLab): Promise<boolean> {
  const asked = async () => ((await tryVirsh(lab.hostUri, ["uri"])).exitCode === 0 ? true : undefined);
  const returns = isEmbedded(lab) && firstProcess() !== undefined;
  return (await waitFor(asked, returns ? libvirtdLimitSeconds : 0, 0.2)) ?? false;
}

import { Listr } from "listr2";
import type { DeployedLab } from "../../constructs/lab-description";
import { fresh } from "../memory/fresh";
import { savedMemoryIsOff } from "../memory/prime-lab";
import { saveFresh, withoutSnapshot } from "../memory/snapshots";
import { renderer } from "../output/renderer";
import { type Verification, verify } from "../verify/verify";

/** A lab that is being verified and saved. */
export interface Proof {
  readonly verification: Promise<Verification>;
  /** What became of its snapshot, in words; nothing where the lab does not hold. */
  readonly snapshot: Promise<string | undefined>;
}

/** Begins to verify a lab, and then to save what has been verified. @param isNew whether it was made just now */
export function proveLab(lab: DeployedLab, isNew: boolean): Proof {
  const verification = verify(lab);
  const snapshot = verification.then((found) => saved(lab, isNew, found));
  // Failures are told where it is shown.
  verification.catch(() => {});
  snapshot.catch(() => {});
  return { verification, snapshot };
}

/** Shows how a lab is verified and saved, or has been, and waits for the end. @param title of the lab. @default - it is the only one */
export async function showProof({ verification, snapshot }: Proof, title = ""): Promise<Verification> {
  const tasks = new Listr<unknown, "default", "verbose">(
    [
      {
        title: `${title}verification`,
        task: async (_, task) => {
          const { checks } = await verification;
          const held = checks.filter(({ holds }) => holds).length;
          task.title = `${title}verification: ${held} of ${checks.length} statements hold`;
        },
      },
      {
        title: `${title}snapshot`,
        task: async (_, task) => {
          const words = await snapshot;
          if (words) task.title = `${title}snapshot: ${words}`;
          else task.skip(`${title}snapshot: none of a lab that does not hold`);
        },
      },
    ],
    renderer(),
  );
  await tasks.run();
  return verification;
}

async function saved(lab: DeployedLab, isNew: boolean, { checks }: Verification): Promise<string | undefined> {
  if (checks.some(({ holds }) => !holds)) return undefined;
  if (savedMemoryIsOff()) return "none, saved memory is off";
  if ((await withoutSnapshot(lab, fresh)).length === 0) return `${fresh}, saved before`;
  await saveFresh(lab, isNew);
  return `${fresh}, ${lab.machines.map(({ name }) => name).join(", ")}`;
}

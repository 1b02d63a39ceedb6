import { ensureRequirements } from "../requirements/install";
import { testRequirements } from "../requirements/requirements";
import { interruptible } from "../run/interruptible";
import { type Actor, asRoot, self, withOrdinaryUser } from "../suite/actor";
import type { SuiteResult } from "../suite/jest-report";
import { runSuite, type Suite } from "../suite/run-suite";
import { withScratch } from "../suite/scratch";

const fast: Suite = { name: "unit and synth", projects: ["unit", "synth"], args: ["--maxWorkers=100%"] };
/** What must hold for each user who may run the lab. */
const mainJob: Suite = { name: "the main job", projects: ["e2e"], args: ["--runInBand"] };
/** What is the same whoever runs it, and takes long: traces, lessons, editing, disturbances. One user is enough. */
const theRest: Suite = { name: "the rest", projects: ["e2e-once"], args: ["--runInBand"] };

export interface TestOptions {
  readonly yes: boolean;
  /** After so many no further end-to-end test is begun. @default - all are */
  readonly minutes: number | undefined;
}

/**
 * Runs all tests, in copies of the project, so that a lab that is up here is not touched: as this user, and, when this user is root, as
 * an ordinary user made for it. Where they are interrupted, their lab, their copy and that user go all the same.
 */
export async function test({ yes, minutes }: TestOptions): Promise<SuiteResult[]> {
  if (minutes !== undefined) process.env.LAB_TEST_UNTIL = `${Date.now() + minutes * 60_000}`;
  await ensureRequirements(yes, testRequirements());
  const { signal, done } = interruptible("ending the tests, and taking their lab down (again: end at once)");
  const results = await runAll(self, [fast, mainJob, ...(asRoot ? [] : [theRest])], signal);
  if (asRoot) results.push(...(await withOrdinaryUser((user) => runAll(user, [mainJob, theRest], signal))));
  else process.stderr.write("the main job as root: not run, since you are not root\n");
  done();
  return results;
}

function runAll(actor: Actor, suites: readonly Suite[], interruption: AbortSignal): Promise<SuiteResult[]> {
  return withScratch(actor, async (scratch) => {
    const results: SuiteResult[] = [];
    for (const suite of suites) results.push(await runSuite(suite, actor, scratch, interruption));
    return results;
  });
}

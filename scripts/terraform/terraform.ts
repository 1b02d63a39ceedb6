import { mkdirSync, rmSync } from "node:fs";
import { project } from "../project";
import { diskFull, LabError } from "../run/errors";
import { BusyError } from "../run/hold";
import { interruptedExitCode } from "../run/interruption";
import { run } from "../run/run";
import { terraformBinary } from "./binary";
import { endProvidersLeftBehind } from "./left-behind";
import type { Plan, ResourceChange } from "./resource-change";
import { planFile } from "./state-file";
import type { Stack } from "./synth";
import { type Changes, noChanges, runTerraform, stillSeconds } from "./terraform-process";

/**
 * `terraform init`: fetches the provider into the stack's folder. Quick when it is there. The state's path is what the stack says,
 * whatever it was before the project was moved.
 */
export async function init(stack: Stack): Promise<void> {
  mkdirSync(project.state, { recursive: true, mode: 0o700 });
  const command = [terraformBinary(), "init", "-reconfigure", "-input=false", "-no-color"];
  await run("terraform init", command, { cwd: stack.folder });
}

/** `terraform plan`: what an apply is going to change. Nothing is changed. */
export async function plan(stack: Stack): Promise<Plan> {
  const file = planFile(stack.name);
  const { exitCode } = await execute(planning, () => ["plan", "-detailed-exitcode", `-out=${file}`], stack);
  if (exitCode === 0) return { resources: [] };
  const shown = await run("terraform show", [terraformBinary(), "show", "-json", file], { cwd: stack.folder });
  return { file, resources: (JSON.parse(shown) as { resource_changes?: ResourceChange[] }).resource_changes ?? [] };
}

/**
 * `terraform apply`.
 *
 * @param onDone called with the address of each resource that is finished
 * @param planned a plan that was made right before. @default - it makes one
 */
export async function apply(stack: Stack, onDone: (address: string) => void, planned?: Plan): Promise<Changes> {
  if (planned && !planned.file) return noChanges;
  // A plan is good for one attempt: after that, resources are not what it was made for.
  const words = (attempt: number) => [
    "apply",
    "-auto-approve",
    ...(attempt === 1 && planned?.file ? [planned.file] : []),
  ];
  const { changes } = await execute(deploying, words, stack, onDone);
  if (planned) forget(planned);
  return changes;
}

/** Removes a plan's file. */
export function forget({ file }: Plan): void {
  if (file) rmSync(file);
}

/** `terraform destroy`. @param onDone called with the address of each resource that is gone */
export async function destroy(stack: Stack, onDone: (address: string) => void): Promise<Changes> {
  return (await execute(destroying, () => ["destroy", "-auto-approve"], stack, onDone)).changes;
}

/** The exit code of a plan that changes something. */
const changesExitCode = 2;

const attempts = 4;

/** What terraform is at, and what a person can do when it fails there. */
interface Job {
  readonly doing: string;
  readonly advice: string;
}

const again = "run the same command again: it goes on where it stopped";

const planning: Job = {
  doing: "planning the lab",
  advice:
    "nothing was changed yet: mend it in main.ts, or in what overrides a resource, and run the same command again",
};
const deploying: Job = { doing: "deploying the lab", advice: again };
const destroying: Job = { doing: "destroying the lab", advice: again };

async function execute(
  { doing, advice }: Job,
  words: (attempt: number) => readonly string[],
  stack: Stack,
  onDone: (address: string) => void = () => {},
) {
  endProvidersLeftBehind(stack.folder);
  for (let attempt = 1; ; attempt += 1) {
    const { exitCode, stoodStill, changes, complaints } = await runTerraform(words(attempt), stack.folder, onDone);
    if (interruptedExitCode() !== undefined) throw new LabError(`${doing}: interrupted`);
    if (exitCode === 0 || exitCode === changesExitCode) return { exitCode, changes };
    if ((stoodStill || complaints.some(isPassing)) && attempt < attempts) continue;
    if (complaints.some((complaint) => /no space left on device|disk quota exceeded/i.test(complaint))) {
      throw new LabError(`${doing}: ${diskFull}`);
    }
    if (complaints.some((complaint) => complaint.includes("acquiring the state lock"))) {
      throw new BusyError(
        `${doing}: another terraform, of cdktf say, is at work on this lab; wait for its end, or end it`,
      );
    }
    const said = stoodStill ? [`nothing for ${stillSeconds} s, ${attempts} times`] : complaints;
    throw new LabError(`${doing}: terraform said:\n  ${said.join("\n  ")}\n  ${advice}`);
  }
}

/**
 * Whether it is over when it is tried again: libvirt waits 30 s for a machine that it is still at work on, one that it was starting
 * when it was killed, say, and then gives up. Or it has just started one, for a command that was killed, since the plan was made.
 */
function isPassing(complaint: string): boolean {
  return ["cannot acquire state change lock", "domain is already running"].some((words) => complaint.includes(words));
}

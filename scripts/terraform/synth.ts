import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { DeployedLab } from "../../constructs/lab-description";
import { project } from "../project";
import { LabError, UsageError } from "../run/errors";
import { attempt, failure } from "../run/run";
import { fromLiteral } from "./from-literal";
import { labOf, type Outputs } from "./outputs";

/** A synthesised stack: one lab. */
export interface Stack {
  readonly name: string;
  /** Where Terraform works: `cdktf.out/stacks/<name>`. */
  readonly folder: string;
  /** The lab as it is declared; the deployed one is in Terraform's outputs. */
  readonly declared: DeployedLab;
}

const output = path.join(project.root, "cdktf.out");
const manifestFile = path.join(output, "manifest.json");

/**
 * Synthesises main.ts, as `cdktf synth` does.
 *
 * @param options.hostIsPrepared false: the declaration alone matters, the host that it is to run on may not be known yet
 * @throws LabError with all mistakes of the declaration
 */
export async function synth(options: { readonly hostIsPrepared: boolean }): Promise<Stack[]> {
  const command = [process.execPath, "--import", "tsx", "main.ts"];
  const before = manifestTime();
  const env = { FORCE_COLOR: "0", LAB_HOST_UNPREPARED: options.hostIsPrepared ? "0" : "1" };
  const outcome = await attempt(command, { cwd: project.root, env });
  if (outcome.exitCode !== 0) {
    const mistakes = declarationMistakes(outcome.stderr);
    const thrown = thrownMessage(outcome.stderr);
    if (mistakes.length === 0 && thrown) throw new LabError(`nothing was touched; main.ts: ${thrown}`);
    if (mistakes.length === 0) throw failure("synthesising main.ts", command, outcome);
    throw new LabError(
      `main.ts declares what cannot work; nothing was touched:\n${mistakes.map((m) => `  ${m}`).join("\n")}`,
    );
  }
  const stacks = manifestTime() === before ? [] : readStacks();
  if (stacks.length === 0) {
    throw new LabError("main.ts declares no lab; it must make an LvsNatLab and end with app.synth()");
  }
  return stacks;
}

/** When the last synthesis was written; nothing where there was none. */
function manifestTime(): number | undefined {
  return statSync(manifestFile, { throwIfNoEntry: false })?.mtimeMs;
}

/** The message of an uncaught error in what Node prints: from its name to the first line of the stack. */
export function thrownMessage(stderr: string): string | undefined {
  return stderr.match(/^\w*Error: ([\s\S]*?)\n\s+at /m)?.[1]?.trim();
}

/** The stacks that were synthesised last. */
export function readStacks(): Stack[] {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as {
    stacks: Record<string, { name: string; workingDirectory: string; synthesizedStackPath: string }>;
  };
  return Object.values(manifest.stacks).map(({ name, workingDirectory, synthesizedStackPath }) => {
    return {
      name,
      folder: path.join(output, workingDirectory),
      declared: readDeclared(path.join(output, synthesizedStackPath)),
    };
  });
}

/** The lab in a synthesised stack, the file `cdk.tf.json`. */
export function readDeclared(file: string): DeployedLab {
  const { output } = JSON.parse(readFileSync(file, "utf8"), (_, value) =>
    typeof value === "string" ? fromLiteral(value) : value,
  ) as { output: Outputs };
  const lab = labOf(output);
  if (!lab) throw new LabError(`${file} has no lab in it; main.ts must declare an LvsNatLab`);
  return lab;
}

/** The stack of a lab. @throws UsageError when main.ts does not declare it */
export function stackOf(stacks: readonly Stack[], lab: string): Stack {
  const stack = stacks.find(({ name }) => name === lab);
  if (stack) return stack;
  const names = stacks.map(({ name }) => name).join(", ");
  throw new UsageError(`main.ts declares no lab ${lab}; it declares ${names}`);
}

/**
 * The mistakes in what CDKTF prints when a validation fails: lines of the form "  [path] message". Node prints the line
 * of source that threw before it, which has the same words, so the last place counts.
 */
export function declarationMistakes(stderr: string): string[] {
  const [, ...rest] = stderr.split(/Validation failed with the following errors:/);
  const list = rest.at(-1) ?? "";
  return [...list.matchAll(/^\s*\[[^\]]*\]\s+(.*)$/gm)].map(([, message = ""]) => message);
}

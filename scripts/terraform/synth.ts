import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { DeployedLab } from "../../constructs/lab-description";
import { noPropertyWords } from "../../constructs/validation/properties";
import { project } from "../project";
import { LabError, UsageError } from "../run/errors";
import { attempt, failure } from "../run/run";
import { fromLiteral } from "./from-literal";
import { labOf, type Outputs } from "./outputs";
import { typeMistakes } from "./type-mistakes";

/** A synthesised stack: one lab. */
export interface Stack {
  readonly name: string;
  /** Where Terraform works: `cdktf.out/stacks/<name>`. */
  readonly folder: string;
  /** The lab as it is declared; the deployed one is in Terraform's outputs. */
  readonly declared: DeployedLab;
}

const output = path.join(project.root, "cdktf.out");
/** Names the stacks of a synthesis and their files; written last. */
const manifestName = "manifest.json";

/**
 * Synthesises main.ts, as `cdktf synth` does, into the same folder. Another `./lab` may be at work on another lab of it, so each
 * file there is replaced as a whole.
 *
 * @param options.hostIsPrepared false: the declaration alone matters, the host that it is to run on may not be known yet
 * @throws LabError with all mistakes of the declaration
 */
export async function synth(options: { readonly hostIsPrepared: boolean }): Promise<Stack[]> {
  const folder = ownFolder();
  try {
    await runMain(folder, options.hostIsPrepared);
    if (!declaresLabs(folder)) {
      throw new LabError("main.ts declares no lab; it must make an LvsNatLab and end with app.synth()");
    }
    publish(folder);
    return readStacks();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for this process alone, on the file system of the other. What killed ones have left is removed. */
function ownFolder(): string {
  const prefix = "synth-";
  mkdirSync(output, { recursive: true });
  // What is declared may not be everybody's to read; cdktf makes the folder as the umask says.
  chmodSync(output, 0o700);
  const left = readdirSync(output).filter(
    (name) => name.startsWith(prefix) && !existsSync(`/proc/${name.slice(prefix.length)}`),
  );
  for (const name of left) rmSync(path.join(output, name), { recursive: true, force: true });
  return path.join(output, `${prefix}${process.pid}`);
}

/** @throws LabError with all mistakes of the declaration */
async function runMain(folder: string, hostIsPrepared: boolean): Promise<void> {
  const command = [process.execPath, "--import", "tsx", "main.ts"];
  const env = { CDKTF_OUTDIR: folder, FORCE_COLOR: "0", LAB_HOST_UNPREPARED: hostIsPrepared ? "0" : "1" };
  const outcome = await attempt(command, { cwd: project.root, env });
  if (outcome.exitCode !== 0) {
    const mistakes = declarationMistakes(outcome.stderr);
    const thrown = thrownMessage(outcome.stderr);
    if (mistakes.length === 0 && thrown) throw new LabError(await brokenOff(thrown));
    if (mistakes.length === 0) throw failure("synthesising main.ts", command, outcome);
    throw new LabError(await refused(mistakes));
  }
}

function declaresLabs(folder: string): boolean {
  return existsSync(path.join(folder, manifestName)) && Object.keys(manifestIn(folder).stacks).length > 0;
}

/** Moves what was synthesised to where Terraform and `cdktf` look for it. */
function publish(folder: string): void {
  const files = Object.values(manifestIn(folder).stacks).map(({ synthesizedStackPath }) => synthesizedStackPath);
  for (const file of [...files, manifestName]) {
    mkdirSync(path.dirname(path.join(output, file)), { recursive: true });
    renameSync(path.join(folder, file), path.join(output, file));
  }
}

interface Manifest {
  /** By their names. */
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, manifestName), "utf8")) as Manifest;
}

/** What to say of a declaration that was refused; TypeScript knows where a misspelt property is, and what it may be meant for. */
async function refused(mistakes: readonly string[]): Promise<string> {
  const misspelt = mistakes.some((mistake) => mistake.includes(noPropertyWords));
  const typed = misspelt ? await typeMistakes() : [];
  return [
    `main.ts declares what cannot work; nothing was touched:\n${indented(mistakes)}`,
    ...(typed.length > 0 ? [`TypeScript says of main.ts:\n${indented(typed)}`] : []),
  ].join("\n");
}

/** What to say of a declaration that was not finished, with what TypeScript finds in it. */
async function brokenOff(thrown: string): Promise<string> {
  const typed = await typeMistakes();
  if (typed.length === 0) return `nothing was touched; main.ts: ${thrown}`;
  return `nothing was touched; TypeScript says of main.ts:\n${indented(typed)}\nand it ended there: ${thrown}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}

/** The message of an uncaught error in what Node prints: from its name to the first line of the stack. */
export function thrownMessage(stderr: string): string | undefined {
  return stderr.match(/^\w*Error: ([\s\S]*?)\n\s+at /m)?.[1]?.trim();
}

/** The stacks that were synthesised last. */
function readStacks(): Stack[] {
  return Object.keys(manifestIn(output).stacks).map(lastStack);
}

/** Whether a lab was synthesised here. */
export function isSynthesised(name: string): boolean {
  return existsSync(path.join(output, "stacks", name, "cdk.tf.json"));
}

/**
 * A lab as it was synthesised last, whether main.ts still declares it or not.
 *
 * @throws LabError where that is gone
 */
export function lastStack(name: string): Stack {
  const folder = path.join(output, "stacks", name);
  if (!isSynthesised(name)) {
    throw new LabError(
      `what was synthesised of the lab ${name} is gone; declare it in main.ts, and run npx cdktf synth`,
    );
  }
  return { name, folder, declared: readDeclared(path.join(folder, "cdk.tf.json")) };
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

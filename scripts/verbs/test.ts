import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../project";
import { ensureRequirements } from "../requirements/install";
import { testRequirements } from "../requirements/requirements";
import { readJson } from "../run/json-file";
import { run } from "../run/run";
import { type JestReport, readReport, type SuiteResult } from "../suite/jest-report";

/** Someone to run the end-to-end suite as. */
interface Actor {
  readonly name: string;
  /** The words before a command that make it run as this user. */
  readonly prefix: readonly string[];
  readonly home: string;
}

/** A suite of jest.config.js. */
interface Suite {
  readonly name: string;
  readonly projects: readonly string[];
  /** More of Jest's arguments. */
  readonly args: readonly string[];
}

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
 * Runs all tests. The end-to-end suites run in copies of the project, so that a lab that is up here is not touched: as
 * this user, and, when this user is root, as an ordinary user made for it.
 */
export async function test({ yes, minutes }: TestOptions): Promise<SuiteResult[]> {
  if (minutes !== undefined) process.env.LAB_TEST_UNTIL = `${Date.now() + minutes * 60_000}`;
  await ensureRequirements(yes, testRequirements());
  const results = [await jest(fast, fast.name, project.root)];
  const asRoot = process.getuid?.() === 0;
  const self = { name: asRoot ? "root" : "this user", prefix: [], home: process.env.HOME ?? "/" };
  results.push(...(await endToEnd(self, asRoot ? [mainJob] : [mainJob, theRest])));
  if (asRoot) results.push(...(await withOrdinaryUser((user) => endToEnd(user, [mainJob, theRest]))));
  else process.stderr.write("the main job as root: not run, since you are not root\n");
  return results;
}

async function endToEnd(actor: Actor, suites: readonly Suite[]): Promise<SuiteResult[]> {
  const copy = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-test-"));
  chmodSync(copy, 0o755);
  try {
    const left = [".git", ".lab", "cdktf.out"];
    const entries = readdirSync(project.root).filter((entry) => !left.includes(entry));
    await run("copying the project", ["cp", "-a", ...entries.map((entry) => path.join(project.root, entry)), copy]);
    await copyImage(project.root, copy);
    if (actor.prefix.length > 0) await run("handing the copy over", ["chown", "-R", actor.name, copy]);
    const results: SuiteResult[] = [];
    for (const suite of suites) results.push(await jest(suite, `${suite.name}, as ${actor.name}`, copy, actor));
    // Built once, by the first who needed it, for all who come after.
    if (actor.prefix.length === 0) await copyImage(copy, project.root);
    return results;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What is there already is left alone: a lab may be up on it. */
async function copyImage(from: string, to: string): Promise<void> {
  const images = path.relative(project.root, project.images);
  if (!existsSync(path.join(from, images))) return;
  await run("copying the image", ["cp", "-a", "--no-clobber", "--parents", images, to], { cwd: from });
}

/** Makes an ordinary user who can open the tap device, and takes both back. */
async function withOrdinaryUser<T>(use: (actor: Actor) => Promise<T>): Promise<T> {
  const name = `lab-test-${process.pid}`;
  const tap = "/dev/net/tun";
  const { mode } = statSync(tap);
  await run("making an ordinary user", ["useradd", "--create-home", "--shell", "/bin/sh", name]);
  chmodSync(tap, 0o666);
  try {
    return await use({ name, prefix: ["runuser", "-u", name, "--"], home: `/home/${name}` });
  } finally {
    chmodSync(tap, mode & 0o777);
    await run("removing the ordinary user", ["userdel", "--remove", "--force", name]);
  }
}

async function jest(suite: Suite, name: string, folder: string, actor?: Actor): Promise<SuiteResult> {
  process.stderr.write(`\n${name}\n`);
  const report = path.join(folder, ".lab", "test-report.json");
  const prefix = actor?.prefix ?? [];
  const [command = "", ...args] = [
    ...prefix,
    ...["node", "node_modules/jest/bin/jest.js", "--selectProjects", ...suite.projects],
    ...[...suite.args, "--verbose", "--json", `--outputFile=${report}`],
  ];
  rmSync(report, { force: true });
  await run("making the report's folder", [...prefix, "mkdir", "-p", "-m", "700", path.dirname(report)]);
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, HOME: actor?.home ?? process.env.HOME },
  });
  await new Promise((resolve) => child.on("close", resolve));
  return readReport(name, readJson<JestReport>(report));
}

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withProgress } from "../output/progress";
import { project } from "../project";
import { LabError } from "../run/errors";
import { attempt, run } from "../run/run";
import { waitFor } from "../run/wait";
import type { Actor } from "./actor";

/** A folder in which all is that a user's tests make. */
export interface Scratch {
  /** A copy of the project, so that a lab that is up in the project is not touched. */
  readonly project: string;
  /** The tests' own /tmp. */
  readonly tmp: string;
}

/** Makes one for a user, and removes it, with the labs that are up in it: the tests were interrupted, or broke off. */
export async function withScratch<T>(actor: Actor, use: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-test-"));
  const scratch = { project: path.join(folder, "project"), tmp: path.join(folder, "tmp") };
  try {
    chmodSync(folder, 0o755);
    mkdirSync(scratch.tmp);
    chmodSync(scratch.tmp, 0o1777); // as /tmp is
    await copyProject(scratch.project);
    await copyBuilt(project.root, scratch.project);
    if (actor.prefix.length > 0) await run("handing the copy over", ["chown", "-R", actor.name, folder]);
    const result = await use(scratch);
    // Built once, by the first who needed it, for all who come after.
    if (actor.prefix.length === 0) await copyBuilt(scratch.project, project.root);
    return result;
  } finally {
    await takeDown(actor, scratch);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is made at run time. */
const left = [".git", ".lab", "cdktf.out"];

async function copyProject(to: string): Promise<void> {
  const entries = readdirSync(project.root).filter((entry) => !left.includes(entry));
  mkdirSync(to);
  await run("copying the project", ["cp", "-a", ...entries.map((entry) => path.join(project.root, entry)), to]);
}

/** The image, and what the tests are given of cloud-init. What is there already is left alone: a lab may be up on it. */
async function copyBuilt(from: string, to: string): Promise<void> {
  const folders = [project.images, project.cloudInit].map((folder) => path.relative(project.root, folder));
  const there = folders.filter((folder) => existsSync(path.join(from, folder)));
  if (there.length === 0) return;
  await run("copying what was built", ["cp", "-a", "--no-clobber", "--parents", ...there, to], { cwd: from });
}

/** Seconds in which a `./lab` that the tests had begun has ended, on the slowest hosts seen too. */
const limitSeconds = 900;

/** @throws LabError where a lab could not be taken down: all stays then */
async function takeDown({ name, prefix, home }: Actor, scratch: Scratch): Promise<void> {
  const copies = [scratch.project, ...readdirSync(scratch.tmp).map((entry) => path.join(scratch.tmp, entry))];
  const up = copies.filter((copy) => existsSync(path.join(copy, ".lab", "host")));
  if (up.length === 0) return;
  const down = (copy: string) =>
    attempt([...prefix, "./lab", "down"], {
      cwd: copy,
      env: { HOME: home, TMPDIR: scratch.tmp },
      timeoutSeconds: limitSeconds,
    });
  await withProgress("taking the tests' lab down", async () => {
    for (const copy of up) {
      // Another ./lab that is at work there still is waited for.
      const isDown = await waitFor(async () => (await down(copy)).exitCode === 0 || undefined, limitSeconds, 1);
      if (!isDown)
        throw new LabError(`the tests' lab in ${copy} could not be taken down; as ${name}, try ./lab down there`);
    }
  });
}

import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withProgress } from "../output/progress";
import { project } from "../project";
import { LabError } from "../run/errors";
import { attempt, run } from "../run/run";
import { waitFor } from "../run/wait";
import type { Actor } from "./actor";

/** What is made at run time. */
const left = [".git", ".lab", "cdktf.out"];

/**
 * Gives a user a copy of the project, so that a lab that is up here is not touched, and removes it; the image is built once, by the
 * first who needs it, for all who come after.
 */
export async function withProjectCopy<T>(actor: Actor, use: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-test-"));
  chmodSync(copy, 0o755);
  try {
    const entries = readdirSync(project.root).filter((entry) => !left.includes(entry));
    await run("copying the project", ["cp", "-a", ...entries.map((entry) => path.join(project.root, entry)), copy]);
    await copyImage(project.root, copy);
    if (actor.prefix.length > 0) await run("handing the copy over", ["chown", "-R", actor.name, copy]);
    const result = await use(copy);
    if (actor.prefix.length === 0) await copyImage(copy, project.root);
    return result;
  } finally {
    await takeDown(actor, copy);
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What is there already is left alone: a lab may be up on it. */
async function copyImage(from: string, to: string): Promise<void> {
  const images = path.relative(project.root, project.images);
  if (!existsSync(path.join(from, images))) return;
  await run("copying the image", ["cp", "-a", "--no-clobber", "--parents", images, to], { cwd: from });
}

/** Seconds in which a `./lab` that the tests had begun has ended, on the slowest hosts seen too. */
const limitSeconds = 900;

/** Takes the lab of tests down that were interrupted, or broke off. @throws LabError where that fails: the copy stays then */
async function takeDown({ name, prefix, home }: Actor, copy: string): Promise<void> {
  if (!existsSync(path.join(copy, ".lab", "host"))) return;
  await withProgress("taking the tests' lab down", async () => {
    // Another ./lab that is at work there still says so.
    const down = () =>
      attempt([...prefix, "./lab", "down"], { cwd: copy, env: { HOME: home }, timeoutSeconds: limitSeconds });
    const isDown = await waitFor(async () => (await down()).exitCode === 0 || undefined, limitSeconds, 1);
    if (!isDown)
      throw new LabError(`the tests' lab in ${copy} could not be taken down; as ${name}, try ./lab down there`);
  });
}

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

/** What must hold for each user who may run the lab: the main job. */
const forEveryUser = ["e2e"];
/** What is the same whoever runs it, and takes long: traces, lessons, editing, disturbances. One user is enough. */
const forOneUser = ["e2e-once"];

/**
 * Runs all tests. The end-to-end suite runs in a copy of the project, so that a lab that is up here is not touched: as
 * this user, and, when this user is root, as an ordinary user made for it.
 */
export async function test(options: { readonly yes: boolean }): Promise<SuiteResult[]> {
  await ensureRequirements(options.yes, testRequirements());
  const results = [await jest("unit and synth", project.root, [], ["unit", "synth"])];
  const asRoot = process.getuid?.() === 0;
  const self = { name: asRoot ? "root" : "this user", prefix: [], home: process.env.HOME ?? "/" };
  const all = [...forEveryUser, ...forOneUser];
  results.push(await endToEnd(self, asRoot ? forEveryUser : all));
  if (asRoot) results.push(await withOrdinaryUser((user) => endToEnd(user, all)));
  else process.stderr.write("the end-to-end suite as root: not run, since you are not root\n");
  return results;
}

async function endToEnd(actor: Actor, projects: readonly string[]): Promise<SuiteResult> {
  const copy = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-test-"));
  chmodSync(copy, 0o755);
  try {
    const left = [".git", ".lab", "cdktf.out"];
    const entries = readdirSync(project.root).filter((entry) => !left.includes(entry));
    await run("copying the project", ["cp", "-a", ...entries.map((entry) => path.join(project.root, entry)), copy]);
    if (actor.prefix.length === 0 && existsSync(project.images)) {
      await run("copying the image", ["cp", "-a", "--parents", path.relative(project.root, project.images), copy], {
        cwd: project.root,
      });
    }
    if (actor.prefix.length > 0) await run("handing the copy over", ["chown", "-R", actor.name, copy]);
    return await jest(`end to end, as ${actor.name}`, copy, actor.prefix, projects, actor.home);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Makes an ordinary user who can open the tap device, and takes both back. */
async function withOrdinaryUser(use: (actor: Actor) => Promise<SuiteResult>): Promise<SuiteResult> {
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

async function jest(
  name: string,
  folder: string,
  prefix: readonly string[],
  projects: readonly string[],
  home = process.env.HOME ?? "/",
): Promise<SuiteResult> {
  process.stderr.write(`\n${name}\n`);
  const report = path.join(folder, ".lab", "test-report.json");
  const [command = "", ...args] = [
    ...prefix,
    ...["node", "node_modules/jest/bin/jest.js", "--selectProjects", ...projects],
    ...["--runInBand", "--verbose", "--json", `--outputFile=${report}`],
  ];
  rmSync(report, { force: true });
  await run("making the report's folder", [...prefix, "mkdir", "-p", "-m", "700", path.dirname(report)]);
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, HOME: home },
  });
  await new Promise((resolve) => child.on("close", resolve));
  return readReport(name, readJson<JestReport>(report));
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { embeddedSocketDir } from "../constructs/libvirt/embedded-socket";
import { project } from "../scripts/project";
import { attempt } from "../scripts/run/run";
import type { UpResult } from "../scripts/up/bring-up";
import type { Disturbance, Happening } from "./disturbances";
import type { Played } from "./played";
import { processes, workingIn } from "./processes";
import { down, type Scene, up } from "./scenes";

/** One thing that happens once, to one command. */
export interface Round {
  readonly scene: Scene;
  readonly disturbance: Disturbance;
  /** When, as a part of the time that the command takes. */
  readonly moment: number;
  /** Whether the lab is taken down right after it, instead of being brought up first and taken down then. */
  readonly downAtOnce: boolean;
}

/** How long an `./lab up` that changes nothing takes on this machine, in seconds. */
export async function pace(): Promise<number> {
  await run(...up);
  const began = Date.now();
  await run(...up);
  return (Date.now() - began) / 1000;
}

/**
 * Plays a round: the command, what happens to it, and then `./lab up` and `./lab down` as anybody would type them.
 *
 * @param secondsOfUp what {@link pace} says
 */
export async function play({ scene, disturbance, moment, downAtOnce }: Round, secondsOfUp: number): Promise<Played> {
  const before = providersLeft();
  for (const command of scene.before) {
    const { exitCode, stderr } = await run(...command);
    if (exitCode !== 0) return { happened: false, complaints: [`${command.join(" ")} before it: ${stderr}`] };
  }
  const afterSeconds = moment * scene.times * secondsOfUp;
  if ("instead" in disturbance) return disturbance.instead(afterSeconds);
  const happened = await disturbed(scene, disturbance.happen, afterSeconds);
  const complaints = downAtOnce ? [] : await converges();
  const left = (await leavesNothing()).concat(
    providersLeft()
      .filter((file) => !before.includes(file))
      .map((file) => `${file} is left in ${tmpdir()}`),
  );
  return { happened, complaints: [...complaints, ...left] };
}

async function disturbed({ command }: Scene, happen: Happening["happen"], afterSeconds: number): Promise<boolean> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: project.root,
    detached: true,
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  const ended = once(child, "close");
  await Promise.race([sleep(afterSeconds * 1000), ended]);
  let happened = false;
  while (!happened && child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    happened = happen(child.pid);
    await sleep(20);
  }
  await ended;
  return happened;
}

/** The next `./lab up` ends with a verified lab. */
async function converges(): Promise<string[]> {
  const { exitCode, stdout, stderr } = await run(...up, "--json");
  if (exitCode !== 0)
    return [`./lab up after it: exit code ${exitCode}: ${stderr.trim().split("\n").slice(-6).join("\n")}`];
  const results = JSON.parse(stdout) as UpResult[];
  return results.flatMap(({ checks }) =>
    checks.filter(({ holds }) => !holds).map(({ statement }) => `not so: ${statement}`),
  );
}

/** The next `./lab down` leaves nothing of the lab. */
async function leavesNothing(): Promise<string[]> {
  const { exitCode, stderr } = await run(...down);
  if (exitCode !== 0)
    return [`./lab down after it: exit code ${exitCode}: ${stderr.trim().split("\n").slice(-6).join("\n")}`];
  const all = processes();
  return [
    ...[project.host, project.state, embeddedSocketDir(project.root)]
      .filter((folder) => existsSync(folder))
      .map((folder) => `${folder} is left`),
    ...unfinished().map((file) => `${file} is left in ${project.memory}`),
    ...[
      ...all.filter(({ command }) => command.includes(project.host)),
      ...workingIn([project.lab, path.join(project.root, "cdktf.out")], all),
    ].map(({ command }) => `left running: ${command.slice(0, 80)}`),
  ];
}

/** What Terraform's providers leave where they are killed, those of others too. */
function providersLeft(): string[] {
  return readdirSync(tmpdir()).filter((file) => /^(plugin|cloudinit)\d+$/.test(file));
}

/** What saving a memory, or returning to it, leaves where it is broken off. */
function unfinished(): string[] {
  if (!existsSync(project.memory)) return [];
  const files = readdirSync(project.memory, { recursive: true, encoding: "utf8" });
  return files.filter((file) => /\.partial$|\/(stream|partial|mark|next)$/.test(file));
}

const env = { CI: "true" };

function run(...command: string[]) {
  return attempt(command, { cwd: project.root, env });
}

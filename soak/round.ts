import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { embeddedSocketDir } from "../constructs/libvirt/embedded-socket";
import { project } from "../scripts/project";
import { attempt } from "../scripts/run/run";
import type { UpResult } from "../scripts/up/bring-up";
import type { Disturbance } from "./disturbances";
import { processes, workingIn } from "./processes";

/** A command, and what it finds. */
export interface Scene {
  readonly command: readonly string[];
  /** What it finds, in words, and the commands that bring it about. */
  readonly on: string;
  readonly before: readonly (readonly string[])[];
  /** About how long the command takes, undisturbed, in seconds: measured on two cores. Moments are drawn from it. */
  readonly seconds: number;
}

const up = ["./lab", "up"];
const down = ["./lab", "down"];
const cdktf = (verb: string) => ["npx", "cdktf", verb, "--auto-approve"];

/** The commands that a soak disturbs. */
export const scenes: readonly Scene[] = [
  { command: up, on: "nothing", before: [down], seconds: 10 },
  { command: up, on: "a lab that is up", before: [up], seconds: 4 },
  { command: ["./lab", "reset"], on: "a lab that is up", before: [up], seconds: 3 },
  { command: down, on: "a lab that is up", before: [up], seconds: 2.5 },
  { command: cdktf("deploy"), on: "a host without a lab", before: [up, cdktf("destroy")], seconds: 15 },
];

/** One thing that happens once, to one command. */
export interface Round {
  readonly scene: Scene;
  readonly disturbance: Disturbance;
  /** When, as a part of the command's time: from 0 to 1. */
  readonly moment: number;
  /** Whether the lab is taken down right after it, instead of being brought up first and taken down then. */
  readonly downAtOnce: boolean;
}

/** What a round came to. */
export interface Played {
  /** Whether there was something to disturb before the command's end. */
  readonly happened: boolean;
  /** What is not as promised, in words; nothing where all is. */
  readonly complaints: readonly string[];
}

/** Plays a round: the command, what happens to it, and then `./lab up` and `./lab down` as anybody would type them. */
export async function play({ scene, disturbance, moment, downAtOnce }: Round): Promise<Played> {
  for (const command of scene.before) {
    const { exitCode, stderr } = await run(...command);
    if (exitCode !== 0) return { happened: false, complaints: [`${command.join(" ")} before it: ${stderr}`] };
  }
  const happened = await disturbed(scene, disturbance, moment);
  const complaints = downAtOnce ? [] : await converges();
  return { happened, complaints: [...complaints, ...(await leavesNothing())] };
}

async function disturbed({ command, seconds }: Scene, disturbance: Disturbance, moment: number): Promise<boolean> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: project.root, detached: true, stdio: "ignore", env });
  const ended = once(child, "close");
  await Promise.race([sleep(moment * seconds * 1000), ended]);
  let happened = false;
  while (!happened && child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    happened = disturbance.happen(child.pid);
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
    ...[
      ...all.filter(({ command }) => command.includes(project.host)),
      ...workingIn([project.lab, path.join(project.root, "cdktf.out")], all),
    ].map(({ command }) => `left running: ${command.slice(0, 80)}`),
  ];
}

const env = { ...process.env, CI: "true" };

function run(...command: string[]) {
  return attempt(command, { cwd: project.root, env: { CI: "true" } });
}

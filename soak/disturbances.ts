import { existsSync, readdirSync, truncateSync } from "node:fs";
import { firstProcess } from "../scripts/host/namespaces";
import { project } from "../scripts/project";
import { signal } from "../scripts/run/process";
import { recordedLabs } from "../scripts/terraform/state";
import { stateFile } from "../scripts/terraform/state-file";
import { complaintsOf, playFullDisk } from "./full-disk";
import type { Played } from "./played";
import { descendants, machines, type Process, processes } from "./processes";
import type { Scene } from "./scenes";

/** Something that happens to a command while it is at work. */
export type Disturbance = {
  readonly name: string;
  /** Whether there is anything to disturb in a scene. @default - in each */
  readonly suits?: (scene: Scene) => boolean;
} & (Happening | { readonly instead: (afterSeconds: number) => Promise<Played> });

/**
 * To the command's process group with the id `group`; what needs a place of its own is played instead of the command and of what
 * comes after it.
 *
 * @returns false where there is nothing to disturb yet: it is tried again
 */
export interface Happening {
  readonly happen: (group: number) => boolean;
}

/** All that is done to a command; each is at random moments. */
export const disturbances: readonly Disturbance[] = [
  { name: "Ctrl+C", happen: (group) => signal(-group, "SIGINT") },
  { name: "the terminal is closed", happen: (group) => signal(-group, "SIGHUP") },
  { name: "the command is killed, what it started is not", happen: (group) => signal(group, "SIGKILL") },
  { name: "the command is killed with all that it started", happen: (group) => killAll(group) },
  {
    name: "terraform is killed while it holds the state's lock",
    happen: (group) =>
      holdsLock() && killEach(descendants(group, processes()).filter(({ command }) => terraform.test(command))),
    suits: ({ command }) => !command.includes("reset"),
  },
  {
    name: "libvirtd is killed",
    happen: () => killEach(inHost().filter(({ command }) => /^\S*libvirtd\b/.test(command))),
  },
  { name: "a machine's QEMU is killed", happen: () => killEach(machines(processes()).slice(-1)) },
  { name: "the host goes down", happen: () => killEach(inHost().slice(0, 1)) },
  {
    name: "the command is killed with all that it started, and the state is cut off",
    happen: (group) => {
      const killed = killAll(group);
      const [lab] = recordedLabs();
      if (lab !== undefined) truncateSync(stateFile(lab), 1000);
      return killed;
    },
  },
  {
    name: "the disk is full, and again while reset, deploy and down work",
    instead: async (afterSeconds) => {
      const lines = await playFullDisk(afterSeconds);
      return { happened: lines[0] !== "up on a full disk: 0", complaints: complaintsOf(lines) };
    },
    suits: ({ on }) => on === "nothing",
  },
];

const terraform = /^\S*(terraform|tofu)\s/;

/** Terraform's local backend has a file for it beside the state. */
function holdsLock(): boolean {
  return existsSync(project.state) && readdirSync(project.state).some((name) => name.endsWith(".lock.info"));
}

/** The processes of the embedded host, its first one first. */
function inHost(): Process[] {
  const first = firstProcess();
  const all = processes();
  return first === undefined ? [] : [...all.filter(({ pid }) => pid === first), ...descendants(first, all)];
}

/** Terraform has a process group of its own. */
function killAll(group: number): boolean {
  const children = descendants(group, processes());
  const killed = signal(group, "SIGKILL");
  killEach(children);
  return killed;
}

function killEach(some: readonly Process[]): boolean {
  for (const { pid } of some) signal(pid, "SIGKILL");
  return some.length > 0;
}

import { execFileSync } from "node:child_process";
import path from "node:path";
import { project } from "../scripts/project";
import { workingDirectory } from "../scripts/run/process";

/** A process, as ps(1) shows it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes of this user. */
export function processes(): Process[] {
  return parse(
    execFileSync("ps", ["-u", `${process.getuid?.()}`, "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" }),
  );
}

/** Reads lines of process id, parent's id and command. */
export function parse(text: string): Process[] {
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command = ""]) => ({
    pid: Number(pid),
    parent: Number(parent),
    command,
  }));
}

/** The children of a process, and theirs. */
export function descendants(of: number, all: readonly Process[]): Process[] {
  return all.filter(({ parent }) => parent === of).flatMap((child) => [child, ...descendants(child.pid, all)]);
}

/** What works in a folder that is made at run time: terraform and its provider, say. */
export function workingIn(folders: readonly string[], all: readonly Process[]): Process[] {
  return all.filter(({ pid }) =>
    folders.some((folder) => `${workingDirectory(pid)}/`.startsWith(`${folder}${path.sep}`)),
  );
}

/** The machines of this project's labs. */
export function machines(all: readonly Process[]): Process[] {
  return all.filter(({ command }) => command.includes("-name guest=") && command.includes(project.root));
}

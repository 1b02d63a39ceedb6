import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import { project } from "../project";
import { readJson, writeJson } from "../run/json-file";
import { childrenOf, commandLine, processIds, processStat, signal } from "../run/process";

/**
 * The namespaces in which the embedded libvirt lives: network, mounts and processes of their own, and for an
 * ordinary user also user ids of their own (user_namespaces(7)). Their first process is namespace.sh; when it is
 * killed the kernel ends and removes all that was in them.
 */
const record = path.join(project.host, "namespaces.json");

const script = path.join(__dirname, "namespace.sh");

interface Record {
  /** The process id of unshare, which waits outside of the namespaces for namespace.sh inside. */
  readonly pid: number;
  /** Start time of that process in clock ticks since boot, so that a reused id is not taken for it: proc(5). */
  readonly startTime: string;
}

/** The process id, seen from outside, of the first process inside; `undefined` when the namespaces are gone. */
export function firstProcess(): number | undefined {
  const known = readJson<Record>(record);
  if (!known || startTimeOf(known.pid) !== known.startTime) return undefined;
  return childrenOf(known.pid)[0];
}

/** Makes the namespaces and starts libvirtd in them, when they are in the record: else nobody could end them. */
export function enter(socketFolder: string, kvm: boolean): void {
  const asRoot = process.getuid?.() === 0;
  const output = openSync(path.join(project.host, "libvirtd.log"), "w", 0o600);
  const child = spawn(
    "unshare",
    [
      ...(asRoot ? [] : ["--map-auto", "--map-root-user"]),
      ...["--net", "--mount", "--pid", "--fork", "--kill-child"],
      ...["sh", script, project.host, path.join(project.emulator, "cache"), socketFolder],
      kvm ? "keep-kvm" : "hide-kvm",
    ],
    { detached: true, stdio: ["ignore", output, output], cwd: "/", env: { ...process.env, LC_ALL: "C" } },
  );
  closeSync(output);
  child.unref();
  const pid = child.pid;
  if (pid === undefined) throw new Error("unshare could not be started");
  writeJson(record, { pid, startTime: startTimeOf(pid) ?? "" } satisfies Record);
}

/** Kills the first process inside, and with it everything else there: also where the record is damaged, or gone. */
export function leave(): void {
  for (const outside of makers()) {
    for (const inside of childrenOf(outside)) signal(inside, "SIGKILL");
    signal(outside, "SIGKILL");
  }
  rmSync(record, { force: true });
}

/** The processes of unshare that made namespaces for this project. */
function makers(): number[] {
  return processIds().filter((pid) => {
    const [program, ...words] = commandLine(pid);
    return program === "unshare" && words.includes(script) && words.includes(project.host);
  });
}

/** The words before a command that make it run inside of the network namespace, without root. */
export function inside(pid: number): string[] {
  const asRoot = process.getuid?.() === 0;
  return ["nsenter", ...(asRoot ? [] : ["--user", "--preserve-credentials"]), "--net", "--target", `${pid}`];
}

/** Nothing for a process that has ended, noticed or not. */
function startTimeOf(pid: number): string | undefined {
  const stat = processStat(pid);
  return stat?.state === "Z" ? undefined : stat?.startTime;
}

import { spawnSync } from "node:child_process";
import path from "node:path";
import type { HostSettings } from "../../constructs/libvirt/host-settings";
import { firstProcess } from "../../scripts/host/namespaces";
import { project } from "../../scripts/project";
import { readJson } from "../../scripts/run/json-file";
import { type } from "./command-line";

/** What the embedded host must leave as it was, each as text to compare. */
export interface HostState {
  readonly links: string;
  readonly addresses: string;
  readonly firewall: string;
  readonly namespaces: string;
  readonly mounts: string;
}

/** Reads the host's own network, firewall and mounts. The firewall can be read by root alone. */
export function hostState(): HostState {
  return {
    links: output("ip", "-br", "link"),
    addresses: output("ip", "-br", "address"),
    firewall: process.getuid?.() === 0 ? output("nft", "list", "ruleset") : "",
    namespaces: output("ip", "netns", "list"),
    mounts: output("findmnt", "--noheadings", "--raw", "--output", "TARGET,SOURCE"),
  };
}

/** The project's own folder: another lab of the same user's has another, and is not looked at. */
const root = path.resolve(__dirname, "../..");

/** The processes of this project's lab, by command line: its namespaces, in which libvirtd is, its machines, its scripts. */
export function labProcesses(): string[] {
  return processes("args=").filter(isOfLab);
}

/** Those of them that listen on a port of the host: in its own network namespace, by TCP or UDP. */
export function listeningLabProcesses(): string[] {
  const listening = [...output("ss", "-Hltunp").matchAll(/\bpid=(\d+)/g)].map(([, pid]) => pid);
  return processes("pid=,args=").filter((line) => isOfLab(line) && listening.includes(line.trim().split(" ", 1)[0]));
}

function isOfLab(line: string): boolean {
  return line.includes(root) && !line.includes("jest");
}

/** Processor time, in seconds, that each machine of this project's lab has taken since its start. */
export function machineCpuSeconds(): number[] {
  return machines().map((line) => Number.parseInt(line, 10));
}

/** How many machines of this project's lab have not booted, but were resumed from a saved memory. */
export function machinesResumed(): number {
  return machines().filter((line) => line.includes(" -incoming ")).length;
}

/** Whether they run under software emulation: with KVM they boot. */
export function isEmulated(): boolean {
  return readJson<HostSettings>(project.hostSettings)?.domainType === "qemu";
}

function machines(): string[] {
  return processes("cputimes=,args=").filter((line) => line.includes("guest=lvs-nat-") && line.includes(root));
}

/** Ends the embedded host and all in it at once, as a power failure does. */
export function killEmbeddedHost(): void {
  const inside = firstProcess();
  if (inside === undefined) throw new Error("the embedded host is not running");
  process.kill(inside, "SIGKILL");
}

/** Ends the libvirtd of the embedded host; another is there in a second or two, and the machines run on. */
export function killLibvirtd(): void {
  const children = output("ps", "--ppid", `${firstProcess()}`, "-o", "pid=,comm=").split("\n");
  const pid = children
    .find((line) => line.endsWith("libvirtd"))
    ?.trim()
    .split(" ")[0];
  if (pid === undefined) throw new Error("the embedded host has no libvirtd");
  process.kill(Number(pid), "SIGKILL");
}

/** Waits until libvirtd is there again. */
export function awaitLibvirtd(): void {
  const end = Date.now() + 300_000;
  while (type("./lab", "status").exitCode !== 0) {
    if (Date.now() > end) throw new Error("libvirtd did not come back within 300 s");
  }
}

function processes(columns: string): string[] {
  return output("ps", "-u", `${process.getuid?.()}`, "-ww", "-o", columns).split("\n");
}

function output(command: string, ...args: string[]): string {
  const { stdout, status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} said: ${stderr}`);
  return stdout;
}

import { spawnSync } from "node:child_process";

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

/** This user's processes that a lab consists of, by command line. */
export function labProcesses(): string[] {
  const all = output("ps", "-u", `${process.getuid?.()}`, "-o", "args=").split("\n");
  return all.filter((line) => /^(\S*\/)?(libvirtd|qemu-system|unshare|virsh)\b|namespace\.sh/.test(line));
}

function output(command: string, ...args: string[]): string {
  const { stdout, status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} said: ${stderr}`);
  return stdout;
}

import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { project } from "../scripts/project";
import { timed } from "./timed";

/** The machine that the numbers are of. */
export interface ThisMachine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly system: string;
  readonly qemu: string;
  readonly libvirt: string;
  readonly node: string;
  /** What runs the guests: the bounds are for this alone. */
  readonly virtualisation: "software emulation";
  /** The project's last commit. */
  readonly commit: string;
  /** When it began, ISO 8601. */
  readonly began: string;
  /** Load averages over 1, 5 and 15 minutes before anything was measured: above 0.5 or so, others use the machine. */
  readonly load: string;
}

export async function thisMachine(): Promise<ThisMachine> {
  const firstLine = async (...command: string[]) => (await timed(command)).stdout.split("\n")[0] ?? "";
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: readFileSync("/etc/os-release", "utf8").match(/^PRETTY_NAME="?([^"\n]*)/m)?.[1] ?? "unknown",
    qemu: await firstLine("qemu-system-x86_64", "--version"),
    libvirt: await firstLine("libvirtd", "--version"),
    node: process.version,
    virtualisation: "software emulation",
    commit: await firstLine("git", "-C", project.root, "describe", "--always", "--dirty"),
    began: new Date().toISOString(),
    load: loadInWords(readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 3)),
  };
}

function loadInWords(averages: readonly string[]): string {
  const busy = Number(averages[0]) > 0.5 ? ", so others are, or were just now, at work: ratios may be wrong" : "";
  return `${averages.join(" ")}${busy}`;
}

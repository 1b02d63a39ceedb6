import { readFileSync } from "node:fs";
import { commandLine, processIds } from "../scripts/run/process";

/**
 * Memory of the QEMU processes whose command line names a folder, in MiB: the sum of their proportional set sizes, in
 * which what several share is counted once. https://docs.kernel.org/filesystems/proc.html (smaps_rollup)
 */
export function machineMemoryMiB(folder: string): number {
  return processIds()
    .map((pid) => pssKiB(pid, folder))
    .reduce((sum, one) => sum + one / 1024, 0);
}

function pssKiB(pid: number, folder: string): number {
  const [program = "", ...args] = commandLine(pid);
  if (!program.endsWith("qemu-system-x86_64") || !args.some((argument) => argument.includes(folder))) return 0;
  try {
    return parsePss(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  } catch {
    return 0; // it has ended meanwhile
  }
}

/** The proportional set size that smaps_rollup states, in KiB. */
export function parsePss(rollup: string): number {
  return Number(rollup.match(/^Pss:\s+(\d+) kB$/m)?.[1] ?? 0);
}

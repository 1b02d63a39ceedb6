import { readdirSync } from "node:fs";
import path from "node:path";
import { project } from "../../scripts/project";
import { type } from "./command-line";

/**
 * Seconds of processor time that the image's kernel takes under software emulation until it misses a disk: on the hosts where this
 * was measured a second is worth up to seven times as much on one as on another.
 */
export function kernelStartCpuSeconds(): number {
  const kernel = readdirSync(project.images).find((name) => name.endsWith(".vmlinuz"));
  if (kernel === undefined) throw new Error(`${project.images} has no kernel`);
  const qemu = "qemu-system-x86_64 -nodefaults -no-user-config -accel tcg -display none -no-reboot -m 256";
  const start = `${qemu} -serial stdio -kernel "$1" -append "console=ttyS0 panic=-1"`;
  const { stdout } = type("sh", "-c", `${start}; times`, "sh", path.join(project.images, kernel));
  const [, minutes, seconds, systemMinutes, systemSeconds] = stdout.match(childrenTimes) ?? [];
  if (!stdout.includes("Unable to mount root") || minutes === undefined) {
    throw new Error(`the kernel did not come as far as its disk:\n${stdout}`);
  }
  return 60 * (Number(minutes) + Number(systemMinutes)) + Number(seconds) + Number(systemSeconds);
}

/** The last line of the shell's `times`: user and system time of its children. */
const childrenTimes = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/;

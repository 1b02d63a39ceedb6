import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { release } from "node:os";
import path from "node:path";
import { project } from "../project";
import { readJson, writeJson } from "../run/json-file";
import { attempt } from "../run/run";

/** Seconds that a kernel may take to its first panic under KVM; a working one takes about two. */
export const kvmLimitSeconds = 15;

/** Whether machines can use KVM here, and why. */
export interface KvmVerdict {
  readonly usable: boolean;
  readonly because: string;
}

/**
 * Boots a kernel under KVM, without a disk, and looks whether it gets as far as missing its disk. The device alone proves
 * nothing: there are hosts where it opens, the firmware runs, and every kernel hangs. The answer is kept in
 * `.lab/kvm.json` until the host's kernel or the guest's changes.
 *
 * @param kernel path of the kernel to boot @default - this host's own
 */
export async function probeKvm(kernel = `/boot/vmlinuz-${release()}`): Promise<KvmVerdict> {
  const refused = withoutTrying(kernel);
  if (refused) return { usable: false, because: refused };
  const file = path.join(project.lab, "kvm.json");
  const key = `${release()} ${bootId()} ${kernel}`;
  const known = readJson<KvmVerdict & { key: string }>(file);
  if (known?.key === key) return known;
  const booted = await boots(kernel);
  const verdict: KvmVerdict = booted
    ? { usable: true, because: "a kernel has booted with it" }
    : {
        usable: false,
        because: `/dev/kvm is there, but a kernel started with it printed nothing for ${kvmLimitSeconds} s`,
      };
  writeJson(file, { key, ...verdict });
  return verdict;
}

function withoutTrying(kernel: string): string | undefined {
  if (!existsSync("/dev/kvm")) return "this host has no /dev/kvm";
  if (!may("/dev/kvm", constants.R_OK | constants.W_OK)) {
    return "/dev/kvm may not be opened by this user (often the group `kvm` may)";
  }
  if (!may(kernel, constants.R_OK)) return `there is no kernel to try it with (${kernel} cannot be read)`;
  return undefined;
}

function may(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

/** Whether a kernel's console shows that it came as far as it can without a disk. */
export function bootedWithoutDisk(console: string): boolean {
  return console.includes("Unable to mount root");
}

async function boots(kernel: string): Promise<boolean> {
  const { stdout } = await attempt(
    [
      ...["timeout", "--signal=KILL", `${kvmLimitSeconds}`, "qemu-system-x86_64", "-nodefaults", "-no-user-config"],
      ...["-accel", "kvm", "-cpu", "host", "-m", "256", "-display", "none", "-serial", "stdio", "-no-reboot"],
      ...["-kernel", kernel, "-append", "console=ttyS0 panic=-1"],
    ],
    { timeoutSeconds: kvmLimitSeconds + 5 },
  );
  return bootedWithoutDisk(stdout);
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

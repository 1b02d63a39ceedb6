import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { release } from "node:os";
import path from "node:path";
import { project } from "../project";
import { readJson, writeJson } from "../run/json-file";
import { attempt } from "../run/run";

/** Seconds that a kernel may take to its first panic under KVM; a working one takes about two. */
export const kvmLimitSeconds = 15;

/** What timeout(1) ends with when it has sent SIGKILL. */
const killedByTimeout = 137;

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
  const failure = await tryBoot(kernel);
  const verdict: KvmVerdict =
    failure === undefined
      ? { usable: true, because: "a kernel has booted with it" }
      : { usable: false, because: `/dev/kvm is there, but ${failure}` };
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

/** @returns why the kernel did not boot; nothing where it did */
async function tryBoot(kernel: string): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await attempt(
    [
      ...["timeout", "--signal=KILL", `${kvmLimitSeconds}`, "qemu-system-x86_64", "-nodefaults", "-no-user-config"],
      ...["-accel", "kvm", "-cpu", "host", "-m", "256", "-display", "none", "-serial", "stdio", "-no-reboot"],
      ...["-kernel", kernel, "-append", "console=ttyS0 panic=-1"],
    ],
    { timeoutSeconds: kvmLimitSeconds + 5 },
  );
  if (bootedWithoutDisk(stdout)) return undefined;
  if (exitCode === killedByTimeout) return `a kernel started with it printed nothing for ${kvmLimitSeconds} s`;
  return `QEMU ends with it: ${stderr.trim().split("\n", 1)[0] || `exit code ${exitCode}`}`;
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

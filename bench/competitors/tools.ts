import { existsSync } from "node:fs";
import path from "node:path";
import { onPath } from "../../scripts/requirements/on-path";
import { benchFolder } from "../folders";
import { timed } from "../timed";

/** The release of kcli that is measured */
const kcliVersion = "99.0.202610251748";
const venv = path.join(benchFolder, `kcli-${kcliVersion}`);

/** The path of kcli's program in the benchmark's own environment. */
export const kcliProgram = path.join(venv, "bin/kcli");

/** Installs Debian's virt-install unless it is there. */
export async function installVirtInstall(): Promise<void> {
  if (!onPath("virt-install")) await apt("virtinst");
}

/** Installs kcli from PyPI into an environment of its own, over Debian's libvirt for Python, which PyPI would compile. */
export async function installKcli(): Promise<void> {
  if (existsSync(kcliProgram)) return;
  await apt("python3-libvirt", "python3-venv");
  await timed(["/usr/bin/python3", "-m", "venv", "--clear", "--system-site-packages", venv]);
  await timed([path.join(venv, "bin/pip"), "install", "--quiet", `kcli==${kcliVersion}`]);
}

async function apt(...packages: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await timed(["apt-get", "update", "-qq"], { env });
  // Without the recommended packages: they would start a system libvirt that nobody asked for.
  await timed(["apt-get", "install", "--yes", "--no-install-recommends", ...packages], { env, limitSeconds: 1800 });
}

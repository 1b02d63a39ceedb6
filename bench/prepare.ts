import path from "node:path";
import { debian13 } from "../constructs/image/debian-13";
import { ensureProvider } from "../scripts/provider/provider";
import { ensureRequirements } from "../scripts/requirements/install";
import { LabError } from "../scripts/run/errors";
import { readDeclared } from "./declared";
import type { GuestFiles } from "./guest-files";
import { copyProject, type ProjectCopy, script } from "./project-copy";
import { stockImage } from "./stock-image";
import type { Bench } from "./subjects";
import { timed } from "./timed";

/** Installs what `./lab` needs. @throws LabError for who may not */
export async function installRequirements(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new LabError("the benchmark must run as root: it makes network namespaces and installs packages; use sudo");
  }
  await ensureRequirements(true);
}

/**
 * Makes all that is not measured: the provider, a copy of the project, both images, and the lab's trial of KVM.
 *
 * @throws LabError where KVM works: the bounds are for software emulation
 */
export async function prepare(tell: (line: string) => void): Promise<Bench & { readonly kvmTrialSeconds: number }> {
  tell("the provider");
  await ensureProvider();
  tell("copying the project");
  const copy = await copyProject("project");
  tell("images: the lab's own and the stock one");
  await timed(copy.lab("image", "build", "--yes"), { cwd: copy.folder, limitSeconds: 1800 });
  const stock = await stockImage();
  const own = ownImage(copy);
  tell("trial of KVM");
  const kvm = await tryKvm(copy, own.kernel);
  if (kvm.usable) {
    throw new LabError(
      "KVM works here, and the benchmark's bounds are for software emulation; use a machine without it",
    );
  }
  await timed(script(copy, "main.ts"), { cwd: copy.folder, env: { LAB_HOST_UNPREPARED: "1" } });
  return { copy, declared: readDeclared(copy.folder), stock, own, kvmTrialSeconds: kvm.seconds };
}

function ownImage(copy: ProjectCopy): GuestFiles {
  const { name, kernelArguments = [] } = debian13();
  const file = (ending: string) => path.join(copy.folder, ".lab/images", `${name}.${ending}`);
  return { disk: file("qcow2"), kernel: file("vmlinuz"), initrd: file("initrd"), kernelArguments };
}

/** The lab tries KVM once in each boot of the host, and remembers: in the copy that is done here, before its first up. */
async function tryKvm(copy: ProjectCopy, kernel: string): Promise<{ usable: boolean; seconds: number }> {
  const program = path.join("bench", "programs", "try-kvm.ts");
  const { seconds, stdout } = await timed(script(copy, program, kernel), { cwd: copy.folder });
  return { seconds, usable: stdout.trim() === "usable" };
}

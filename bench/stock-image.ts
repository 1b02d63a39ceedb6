import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { packages } from "../constructs/image/debian-13/packages";
import { benchFolder, temporaryFolder } from "./folders";
import type { GuestFiles } from "./guest-files";
import { timed } from "./timed";

/** What the lab's image has in place of Debian's ordinary initrd, and what Debian installs there. */
const ownInitrd = ["tiny-initramfs", "busybox-static"];
const debianInitrd = ["initramfs-tools", "busybox", "zstd"];

/**
 * Debian 13 with the lab's packages and nothing tuned: Debian's units, cloud.cfg and kernel, and an initrd by
 * initramfs-tools with its default, MODULES=most. Built once and kept, by a hash of what it is made of.
 */
export async function stockImage(): Promise<GuestFiles> {
  const names = [...packages.filter((name) => !ownInitrd.includes(name)), ...debianInitrd];
  const recipe = JSON.stringify([names, readFileSync(path.join(__dirname, "stock-image.sh"), "utf8")]);
  const folder = path.join(benchFolder, `stock-${createHash("sha256").update(recipe).digest("hex").slice(0, 12)}`);
  if (!existsSync(folder)) await build(names, folder);
  return {
    disk: path.join(folder, "disk.qcow2"),
    kernel: path.join(folder, "vmlinuz"),
    initrd: path.join(folder, "initrd"),
    // What Debian's boot loader gives, but for the names of the network cards, which the lab's documents expect.
    kernelArguments: ["root=/dev/vda", "ro", "console=ttyS0", "net.ifnames=0", "quiet"],
  };
}

async function build(names: readonly string[], folder: string): Promise<void> {
  const { folder: work, remove } = temporaryFolder("build");
  const root = path.join(work, "root");
  const result = path.join(work, "result");
  mkdirSync(result);
  await timed([
    ...["mmdebstrap", "--mode=unshare", "--variant=apt", "--format=directory", `--include=${names.join(",")}`],
    '--aptopt=APT::Sandbox::User "root"',
    `--customize-hook=sh ${path.join(__dirname, "stock-image.sh")} "$1"`,
    ...["trixie", root],
  ]);
  await timed([
    "sh",
    "-c",
    'cp -L "$1"/boot/vmlinuz-* "$2/vmlinuz"; cp "$1"/boot/initrd.img-* "$2/initrd"',
    "sh",
    root,
    result,
  ]);
  await timed(["mkfs.ext4", "-q", "-F", "-L", "root", "-d", root, path.join(work, "raw"), "3G"]);
  await timed(["qemu-img", "convert", "-O", "qcow2", path.join(work, "raw"), path.join(result, "disk.qcow2")]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(result, folder);
  await remove();
}

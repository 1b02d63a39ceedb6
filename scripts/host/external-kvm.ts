import path from "node:path";
import { create } from "xmlbuilder2";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { tryVirsh } from "../libvirt/virsh";
import { project } from "../project";
import { attempt } from "../run/run";
import { bootedWithoutDisk, type KvmVerdict, kvmLimitSeconds } from "./kvm";

/** Of this user's clone alone: others may try theirs on the same libvirt. */
const domainName = `${path.basename(embeddedSocketDir(project.root))}-kvm-probe`;

/**
 * Boots a kernel under KVM on another host, in a machine without a disk that is gone afterwards, and looks on its
 * console whether it gets as far as missing its disk.
 *
 * @param kernel path of the kernel on that host @default - none, and then KVM is not used
 */
export async function externalKvm(uri: string, kernel: string | undefined): Promise<KvmVerdict> {
  const offered = (await tryVirsh(uri, ["domcapabilities", "--virttype", "kvm"])).exitCode === 0;
  if (!offered) return { usable: false, because: "libvirt there offers no KVM" };
  if (!kernel) return { usable: false, because: "the image has no kernel apart to try KVM with" };
  await tryVirsh(uri, ["destroy", domainName]);
  // --console follows the machine until it ends, and wants a terminal, which script(1) gives it.
  const start = `virsh --connect '${uri.replaceAll("'", "'\\''")}' create --console /dev/stdin`;
  const command = ["timeout", `${kvmLimitSeconds}`, "script", "--quiet", "--command", start, "/dev/null"];
  const { stdout } = await attempt(command, { input: probeXml(kernel), timeoutSeconds: kvmLimitSeconds + 10 });
  await tryVirsh(uri, ["destroy", domainName]);
  return bootedWithoutDisk(stdout)
    ? { usable: true, because: "a kernel has booted with it" }
    : {
        usable: false,
        because: `libvirt offers KVM, but a kernel started with it did not boot in ${kvmLimitSeconds} s`,
      };
}

function probeXml(kernel: string): string {
  const xml = create().ele("domain", { type: "kvm" });
  xml.ele("name").txt(domainName);
  xml.ele("memory", { unit: "MiB" }).txt("256");
  const os = xml.ele("os");
  os.ele("type").txt("hvm");
  os.ele("kernel").txt(kernel);
  os.ele("cmdline").txt("console=ttyS0 panic=-1");
  xml.ele("on_reboot").txt("destroy");
  xml.ele("devices").ele("console", { type: "pty" }).ele("target", { type: "serial" });
  return xml.end({ headless: true });
}

import { create } from "xmlbuilder2";
import { emulatedCpuModel, pciAddress, pciSlots, translationCacheMiB } from "./hardware";

/** A machine that only boots as far as an image lets it without a seed, to have its memory saved. */
export interface PrimedDomain {
  readonly name: string;
  /** Path of the program that runs it. */
  readonly emulator: string;
  readonly memoryMiB: number;
  readonly vcpus: number;
  readonly kernel: string;
  readonly initrd: string;
  readonly kernelArguments: readonly string[];
  /** Path of its disk, an overlay on the image. */
  readonly disk: string;
  /** File that gets all that it prints on its serial console. */
  readonly consoleLog: string;
}

/**
 * libvirt's XML of such a machine, under software emulation. It has the hardware of the lab's machines (see
 * domain-stylesheet.ts) but for the seed and the network interfaces: a guest that is resumed from its memory finds
 * these when it looks for new devices.
 */
export function primedDomainXml(domain: PrimedDomain): string {
  const xml = create().ele("domain", { type: "qemu" });
  xml.ele("name").txt(domain.name);
  xml.ele("memory", { unit: "MiB" }).txt(`${domain.memoryMiB}`);
  xml.ele("vcpu").txt(`${domain.vcpus}`);
  const os = xml.ele("os");
  os.ele("type", { machine: "pc" }).txt("hvm");
  os.ele("kernel").txt(domain.kernel);
  os.ele("initrd").txt(domain.initrd);
  os.ele("cmdline").txt(domain.kernelArguments.join(" "));
  const features = xml.ele("features");
  for (const feature of ["pae", "acpi", "apic"]) features.ele(feature);
  features.ele("tcg").ele("tb-cache", { unit: "MiB" }).txt(`${translationCacheMiB}`);
  const cpu = xml.ele("cpu", { mode: "custom", match: "exact", check: "none" });
  cpu.ele("model", { fallback: "forbid" }).txt(emulatedCpuModel);
  addDevices(xml.ele("devices"), domain);
  return xml.end({ headless: true, prettyPrint: true });
}

function addDevices(devices: ReturnType<typeof create>, domain: PrimedDomain): void {
  devices.ele("emulator").txt(domain.emulator);
  const disk = devices.ele("disk", { type: "file", device: "disk" });
  disk.ele("driver", { name: "qemu", type: "qcow2" });
  disk.ele("source", { file: domain.disk });
  disk.ele("target", { dev: "vda", bus: "virtio" });
  disk.ele("address", pciAddress(pciSlots.disk));
  devices.ele("controller", { type: "usb", model: "none" });
  devices.ele("controller", { type: "virtio-serial", index: "0" }).ele("address", pciAddress(pciSlots.guestAgent));
  const console = devices.ele("console", { type: "pty" });
  console.ele("log", { file: domain.consoleLog, append: "off" });
  console.ele("target", { type: "serial", port: "0" });
  devices.ele("channel", { type: "unix" }).ele("target", { type: "virtio", name: "org.qemu.guest_agent.0" });
  const random = devices.ele("rng", { model: "virtio" });
  random.ele("backend", { model: "random" }).txt("/dev/urandom");
  random.ele("address", pciAddress(pciSlots.randomness));
  devices.ele("memballoon", { model: "none" });
}

import { convert } from "xmlbuilder2";
import { primedDomainXml } from "../../../../constructs/libvirt/primed-domain";

test("has the places of the lab's machines, and neither seed nor network interface", () => {
  const xml = primedDomainXml({
    name: "primed",
    emulator: "/lab/qemu",
    memoryMiB: 384,
    vcpus: 1,
    kernel: "/images/k",
    initrd: "/images/i",
    kernelArguments: ["ro", "lab.hold"],
    disk: "/lab/disk.qcow2",
    consoleLog: "/lab/console.log",
  });
  const { domain } = convert(xml, { format: "object" }) as Record<string, Record<string, never>>;

  expect(domain).toMatchObject({
    memory: { "@unit": "MiB", "#": "384" },
    os: { kernel: "/images/k", cmdline: "ro lab.hold" },
    cpu: { model: { "#": "Nehalem" } },
    devices: {
      disk: { source: { "@file": "/lab/disk.qcow2" }, address: { "@slot": "0x04" } },
      controller: [{ "@type": "usb" }, { "@type": "virtio-serial", address: { "@slot": "0x03" } }],
      rng: { address: { "@slot": "0x05" } },
    },
  });
  expect(domain?.devices).not.toHaveProperty("interface");
});

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convert } from "xmlbuilder2";
import { type DomainXml, domainStylesheet } from "../../../../constructs/libvirt/domain-stylesheet";

/** What provider 0.8.3 makes of the tutorial's director, taken from its log. */
const providerDomain = path.join(__dirname, "provider-domain.xml");

const director: DomainXml = {
  uuid: "ad2e1e5f-da5f-5cf0-abbf-aad0a8806820",
  domainType: "qemu",
  interfaceAliases: ["ua-eth0-server-side", "ua-eth1-client-side"],
  consoleLog: "/lab/console/lvs-nat-lvs.log",
};

test("leaves nothing of the declaration unescaped", () => {
  const sheet = domainStylesheet({ ...director, consoleLog: '/a"b<c>&{d}' });
  expect(sheet).toContain('file="/a&quot;b&lt;c&gt;&amp;{{d}}"');
});

// Terraform's machine needs xsltproc anyway, for the provider runs it; a machine that only runs these tests may lack it.
const withXsltproc = spawnSync("xsltproc", ["--version"]).status === 0 ? describe : describe.skip;

withXsltproc("the provider's domain, transformed by xsltproc,", () => {
  test("has the machine's own UUID, right after its name", () => {
    const { domain } = transformed(director);
    expect(Object.keys(domain).slice(1, 3)).toEqual(["name", "uuid"]);
    expect(domain.uuid).toBe(director.uuid);
  });

  test("keeps what it does not change", () => {
    const { domain } = transformed(director);
    expect(domain).toMatchObject({
      name: "lvs-nat-lvs",
      memory: { "@unit": "MiB", "#": "384" },
      os: {
        kernel: "/images/debian-13-example.vmlinuz",
        cmdline: "console=ttyS0 net.ifnames=0 root=/dev/vda rw quiet",
      },
      devices: { channel: { target: { "@name": "org.qemu.guest_agent.0" } }, rng: { "@model": "virtio" } },
    });
  });

  test("has a fixed CPU and a bound on its translated code in software emulation", () => {
    const { domain } = transformed(director);
    expect(domain.cpu).toEqual({
      "@mode": "custom",
      "@match": "exact",
      "@check": "none",
      model: { "@fallback": "forbid", "#": "Nehalem" },
    });
    expect(domain.features.tcg).toEqual({ "tb-cache": { "@unit": "MiB", "#": "120" } });
  });

  test("has the host's CPU under KVM", () => {
    const { domain } = transformed({ ...director, domainType: "kvm" });
    expect(domain.cpu).toEqual({ "@mode": "host-passthrough", "@check": "none" });
    expect(domain.features).toEqual({ pae: {}, acpi: {}, apic: {} });
  });

  test("has no display, no USB and no balloon", () => {
    const { devices } = transformed(director).domain;
    expect(devices).not.toHaveProperty("graphics");
    expect(devices.controller[0]).toEqual({ "@type": "usb", "@model": "none" });
    expect(devices.memballoon).toEqual({ "@model": "none" });
  });

  test("has a disk to write to and a seed to read", () => {
    const [disk, seed] = transformed(director).domain.devices.disk;
    expect(disk).not.toHaveProperty("readonly");
    expect(seed).toHaveProperty("readonly");
  });

  test("knows its interfaces by their names and networks", () => {
    const interfaces = transformed(director).domain.devices.interface;
    expect(interfaces.map((card: { alias: unknown }) => card.alias)).toEqual([
      { "@name": "ua-eth0-server-side" },
      { "@name": "ua-eth1-client-side" },
    ]);
  });

  test("has a serial console that is written to a file", () => {
    const odd = "/lab {1}/it's {{2}}.log";
    expect(transformed({ ...director, consoleLog: odd }).domain.devices.console).toEqual({
      "@type": "pty",
      log: { "@file": odd, "@append": "off" },
      target: { "@type": "serial", "@port": "0" },
    });
  });

  test("has a serial console that is written nowhere, on a host without a folder for it", () => {
    const { consoleLog: _, ...withoutLog } = director;
    expect(transformed(withoutLog).domain.devices.console).toEqual({
      "@type": "pty",
      target: { "@type": "serial", "@port": "0" },
    });
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a tree of XML, whose shape is what the tests look at
function transformed(domain: DomainXml): any {
  const folder = mkdtempSync(path.join(tmpdir(), "stylesheet-"));
  try {
    const sheet = path.join(folder, "domain.xslt");
    writeFileSync(sheet, domainStylesheet(domain));
    // The provider's own arguments.
    const xml = execFileSync("xsltproc", ["--nomkdir", "--nonet", "--nowrite", sheet, providerDomain]);
    return convert(xml.toString(), { format: "object" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

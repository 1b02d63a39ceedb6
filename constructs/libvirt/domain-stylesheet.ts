import { create } from "xmlbuilder2";
import { emulatedCpuModel, pciAddress, pciSlots, translationCacheMiB } from "./hardware";

/** What a machine's libvirt domain needs beyond what the provider can be told. */
export interface DomainXml {
  readonly uuid: string;
  readonly domainType: "qemu" | "kvm";
  /** One for each network interface, in order: names that its device is known by in libvirt. */
  readonly interfaceAliases: readonly string[];
  /** File on the host that gets all that the guest prints on its serial console; none is written without it. */
  readonly consoleLog?: string;
}

/** Devices that a lab machine has no use for and that cost it time to boot; SPICE moreover needs an address to listen on. */
const unusedDevices = ["graphics", "video", "audio", "sound", "input", "redirdev"];

const xsl = "http://www.w3.org/1999/XSL/Transform";

type Xml = ReturnType<typeof create>;

/**
 * The stylesheet that the provider runs over its domain XML before it hands it to libvirt. Any change of it replaces
 * the machine, which is why the interfaces' names are in it: the provider takes a changed interface for an update in
 * place, and then does nothing.
 */
export function domainStylesheet(domain: DomainXml): string {
  const sheet = create().ele(xsl, "xsl:stylesheet", { version: "1.0" });
  sheet.ele(xsl, "xsl:output", { method: "xml", "omit-xml-declaration": "yes" });
  copyWithChildren(sheet, "@*|node()");

  const name = template(sheet, "/domain/name");
  name.ele(xsl, "xsl:copy-of", { select: "." });
  name.ele("uuid").txt(domain.uuid);

  addCpu(template(sheet, "/domain/cpu"), domain.domainType);
  if (domain.domainType === "qemu") {
    const features = copyWithChildren(sheet, "/domain/features");
    features.ele("tcg").ele("tb-cache", { unit: "MiB" }).txt(String(translationCacheMiB));
  }

  template(sheet, unusedDevices.map((device) => `/domain/devices/${device}`).join("|"));
  const devices = copyWithChildren(sheet, "/domain/devices");
  devices.ele("controller", { type: "usb", model: "none" });
  devices.ele("controller", { type: "virtio-serial", index: "0" }).ele("address", pciAddress(pciSlots.guestAgent));
  devices.ele("memballoon", { model: "none" });

  copyWithChildren(sheet, "/domain/devices/rng").ele("address", pciAddress(pciSlots.randomness));
  copyWithChildren(sheet, "/domain/devices/disk[1]").ele("address", pciAddress(pciSlots.disk));
  // The second disk is the seed: cloud-init only reads it, and a snapshot then leaves it alone.
  const seed = copyWithChildren(sheet, "/domain/devices/disk[2]");
  seed.ele("readonly");
  seed.ele("address", pciAddress(pciSlots.seed));

  for (const [index, alias] of domain.interfaceAliases.entries()) {
    const card = copyWithChildren(sheet, `/domain/devices/interface[${index + 1}]`);
    card.ele("alias", { name: attribute(alias) });
    card.ele("address", pciAddress(pciSlots.firstInterface + index));
  }

  const console = template(sheet, "/domain/devices/console").ele("console", { type: "pty" });
  if (domain.consoleLog) console.ele("log", { file: attribute(domain.consoleLog), append: "off" });
  console.ele("target", { type: "serial", port: "0" });

  return sheet.end({ headless: true, prettyPrint: true });
}

function template(sheet: Xml, match: string): Xml {
  return sheet.ele(xsl, "xsl:template", { match });
}

function copyWithChildren(sheet: Xml, match: string): Xml {
  const copy = template(sheet, match).ele(xsl, "xsl:copy");
  copy.ele(xsl, "xsl:apply-templates", { select: "@*|node()" });
  return copy;
}

function addCpu(parent: Xml, domainType: DomainXml["domainType"]): void {
  if (domainType === "kvm") {
    parent.ele("cpu", { mode: "host-passthrough", check: "none" });
  } else {
    parent
      .ele("cpu", { mode: "custom", match: "exact", check: "none" })
      .ele("model", { fallback: "forbid" })
      .txt(emulatedCpuModel);
  }
}

/** In XSLT, braces in an attribute are a template; doubled they stand for themselves. */
function attribute(value: string): string {
  return value.replace(/[{}]/g, "$&$&");
}

import { LabError } from "../run/errors";

/** libvirt's driver for QEMU, over any transport, on the system's or a user's own libvirt: https://libvirt.org/drvqemu.html */
const pattern = /^qemu(\+[a-z0-9]+)?:\/\/[^/\s]*\/(system|session)(\?\S*)?$/;

/** @throws LabError when a libvirt's URI is none that the lab can be on */
export function requireQemuUri(uri: string): void {
  if (pattern.test(uri)) return;
  throw new LabError(
    `LAB_LIBVIRT_URI (or libvirtUri in cdktf.json) is ${JSON.stringify(uri)}, which names no libvirt with QEMU; expected one such as qemu:///system or qemu+ssh://user@host/system, https://libvirt.org/uri.html, or nothing for a libvirt of the lab's own`,
  );
}

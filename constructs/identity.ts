import { createHash } from "node:crypto";

/**
 * The MAC address of a machine's interface: the prefix of QEMU and KVM, then three bytes of a hash. It depends on
 * names alone, so that a rebuilt machine keeps it.
 */
export function macAddress(lab: string, machine: string, interfaceName: string): string {
  const hash = createHash("sha256").update(`${lab}/${machine}/${interfaceName}`).digest();
  return [0x52, 0x54, 0x00, ...hash.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** A random namespace of this project's own (RFC 9562, 6.6). */
const namespace = Buffer.from("b1e6b7c5a3d94c579d0f5d1a5f3c2e84", "hex");

/** The UUID of a thing that libvirt keeps for the lab: version 5, from names alone (RFC 9562, 5.5). */
export function labUuid(...names: readonly string[]): string {
  const bytes = createHash("sha1").update(namespace).update(names.join("/")).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

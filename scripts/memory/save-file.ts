import { closeSync, openSync, readSync } from "node:fs";
import { LabError } from "../run/errors";

/** What a file of `virsh save` begins with: libvirt's src/qemu/qemu_saveimage.h */
const magic = "LibvirtQemudSave";
/** The magic word, and nineteen 32-bit numbers, most of them unused. */
const headerBytes = 92;

/**
 * Finds where QEMU's own migration stream begins in a file of `virsh save`: behind libvirt's header and the domain's XML,
 * whose length is the header's second number.
 *
 * @throws LabError when the file is not of that kind, or is compressed
 */
export function streamOffset(file: string): number {
  const header = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, "r");
  readSync(descriptor, header, 0, headerBytes, 0);
  closeSync(descriptor);
  const found = header.toString("latin1", 0, magic.length);
  if (found !== magic) throw new LabError(`${file}: begins with ${JSON.stringify(found)}, not with ${magic}`);
  const [version, length, , compression] = [16, 20, 24, 28].map((at) => header.readUInt32LE(at));
  if (version !== 2 || compression !== 0 || length === undefined) {
    throw new LabError(`${file}: has version ${version} and compression ${compression}, 2 and 0 are understood`);
  }
  return headerBytes + length;
}

/**
 * What all machines of the lab have in common, so that the memory of one can be resumed as another (scripts/memory/):
 * the devices that a guest knows from its start are at the same places in each machine, and those in which machines
 * differ, the seed and the network interfaces, come after them.
 */
export const pciSlots = {
  guestAgent: 0x03,
  disk: 0x04,
  randomness: 0x05,
  seed: 0x06,
  firstInterface: 0x10,
} as const;

/** Interfaces that fit behind {@link pciSlots.firstInterface}: a PCI bus has 32 slots. */
export const mostInterfaces = 16;

/**
 * The CPU of software emulation: the guest boots as fast on it as on any other, and it is the same on every
 * host, as saved memory needs it to be.
 */
export const emulatedCpuModel = "Nehalem";

/**
 * Upper limit of QEMU's cache of translated code, which takes up to 1 GiB a machine otherwise. Less than this and the
 * guest's boot takes noticeably longer; see docs/performance.md.
 * https://libvirt.org/formatdomain.html#hypervisor-features
 */
export const translationCacheMiB = 120;

/** The attributes of a device's `<address>` on the machine's one PCI bus. */
export function pciAddress(slot: number): Record<string, string> {
  const hexadecimal = `0x${slot.toString(16).padStart(2, "0")}`;
  return { type: "pci", domain: "0x0000", bus: "0x00", slot: hexadecimal, function: "0x0" };
}

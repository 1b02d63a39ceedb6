import type { LabDescription, MachineDescription } from "../lab-description";
import { mostInterfaces } from "../libvirt/hardware";
import { isWhole, machineTitle, shown } from "./words";

/** Debian 13 with cloud-init runs out of memory at its first boot somewhat below this. */
const leastMemoryMiB = 256;

/** QEMU's CPUs have 40 bits for an address in memory, and its chipset's own devices are among these: one TiB in all. */
const mostMemoryMiB = 1000 * 1024;

/** What QEMU's default machine type takes, see maxCpus in `virsh domcapabilities`. */
const mostVcpus = 255;

/** Machines: what libvirt would refuse, or the guest could not boot with. */
export function machineMistakes({ machines }: LabDescription): string[] {
  return machines.flatMap((machine) => [
    ...memoryMistake(machine),
    ...vcpuMistake(machine),
    ...interfaceMistake(machine),
  ]);
}

function memoryMistake(machine: MachineDescription): string[] {
  if (isWhole(machine.memoryMiB, leastMemoryMiB, mostMemoryMiB)) return [];
  return [
    `${machineTitle(machine)}: a guest does not boot with ${shown(machine.memoryMiB)} MiB of memory; ` +
      `use a whole number of MiB from ${leastMemoryMiB} to ${mostMemoryMiB}`,
  ];
}

function vcpuMistake(machine: MachineDescription): string[] {
  if (isWhole(machine.vcpus, 1, mostVcpus)) return [];
  return [
    `${machineTitle(machine)}: it can't have ${shown(machine.vcpus)} virtual CPUs; use a whole number from 1 to ${mostVcpus}`,
  ];
}

function interfaceMistake(machine: MachineDescription): string[] {
  const { length } = machine.interfaces;
  if (length === 0) return [`${machineTitle(machine)}: it has no network interface; give it at least one`];
  if (length <= mostInterfaces) return [];
  return [`${machineTitle(machine)}: its PCI bus has no place for ${length} interfaces; use ${mostInterfaces} at most`];
}

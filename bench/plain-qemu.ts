import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { emulatedCpuModel } from "../constructs/libvirt/hardware";
import type { Declared } from "./declared";
import { askSocket } from "./guest";
import type { GuestFiles } from "./guest-files";
import { type BenchHost, benchHost } from "./host";
import { machineMemoryMiB } from "./host-memory";
import { type PreparedMachine, prepareMachines } from "./machines";
import { untilRoundRobin } from "./round-robin";
import type { Note } from "./rounds";
import { timed } from "./timed";

/**
 * Starts one QEMU process for each machine, all together, as a short script would, and waits for the round robin.
 *
 * @param name what the measurement is called
 */
export async function plainQemu(name: string, declared: Declared, files: GuestFiles, note: Note): Promise<void> {
  const host = await benchHost();
  try {
    const machines = await prepareMachines(declared, files, host.folder);
    await makeNetwork(host, declared);
    const began = Date.now();
    for (const machine of machines) start(host, machine, files);
    await untilRoundRobin(askSocket(agentSocket(host, declared.client.domain)), declared);
    note(name, (Date.now() - began) / 1000);
    note(`${name} memory`, machineMemoryMiB(host.folder));
  } finally {
    await host.remove();
  }
}

/** A bridge for each network and a tap for each card, with the names that the QEMU processes are given. */
async function makeNetwork(host: BenchHost, { lab }: Declared): Promise<void> {
  const bridge = (id: string) => `br${lab.networks.findIndex((network) => network.id === id)}`;
  const lines = [
    ...lab.networks.flatMap(({ id }) => [
      `ip link add ${bridge(id)} type bridge stp_state 0 forward_delay 0`,
      `ip link set ${bridge(id)} up`,
    ]),
    ...lab.machines.flatMap(({ interfaces }) =>
      interfaces.flatMap(({ mac, network }) => [
        `ip tuntap add ${tapName(mac)} mode tap`,
        `ip link set ${tapName(mac)} master ${bridge(network)} up`,
      ]),
    ),
  ];
  await timed(host.inside(["sh", "-e", "-c", lines.join("\n")]));
}

/** Unique, and within the 15 characters of an interface's name. */
function tapName(mac: string): string {
  return `t${mac.replaceAll(":", "")}`;
}

function agentSocket(host: BenchHost, domain: string): string {
  // Beside libvirt's: the path is short there.
  return path.join(path.dirname(host.socket), `${domain}.agent`);
}

function start(host: BenchHost, machine: PreparedMachine, files: GuestFiles): void {
  const log = openSync(path.join(host.folder, `${machine.domain}.log`), "w");
  const [program = "", ...args] = host.inside([
    ...["qemu-system-x86_64", "-name", machine.domain, "-nodefaults", "-display", "none"],
    ...["-accel", "tcg", "-cpu", emulatedCpuModel, "-m", `${machine.memoryMiB}`, "-smp", `${machine.vcpus}`],
    ...["-kernel", files.kernel, "-initrd", files.initrd, "-append", files.kernelArguments.join(" ")],
    ...["-drive", `file=${machine.disk},if=virtio,format=qcow2`],
    ...["-drive", `file=${machine.seed},if=virtio,format=raw,readonly=on`],
    ...["-device", "virtio-rng-pci", "-device", "virtio-serial-pci", "-serial", "stdio"],
    ...["-chardev", `socket,id=agent,path=/run/libvirt/${machine.domain}.agent,server=on,wait=off`],
    ...["-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"],
    ...machine.interfaces.flatMap(({ mac, name }) => [
      ...["-netdev", `tap,id=${name},ifname=${tapName(mac)},script=no,downscript=no`],
      ...["-device", `virtio-net-pci,netdev=${name},mac=${mac}`],
    ]),
  ]);
  const child = spawn(program, args, { stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  child.unref();
}

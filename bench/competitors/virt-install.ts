import { mkdirSync } from "node:fs";
import path from "node:path";
import { emulatedCpuModel } from "../../constructs/libvirt/hardware";
import type { Declared } from "../declared";
import { askDomain } from "../guest";
import type { GuestFiles } from "../guest-files";
import { benchHost } from "../host";
import { machineMemoryMiB } from "../host-memory";
import { type PreparedMachine, prepareMachines } from "../machines";
import { untilRoundRobin } from "../round-robin";
import type { Note } from "../rounds";
import { timed } from "../timed";
import { networkName, startNetworks } from "./networks";
import { startPool } from "./pool";

/** The lab made by virt-install, one call a machine, all together. */
export async function virtInstall(declared: Declared, files: GuestFiles, note: Note): Promise<void> {
  const host = await benchHost();
  try {
    const machines = await prepareMachines(declared, files, await startPool(host));
    await startNetworks(host, declared);
    // It keeps a log in the home folder, and four that start together quarrel about making it.
    const env = { HOME: path.join(host.folder, "home") };
    mkdirSync(path.join(env.HOME, ".cache/virt-manager"), { recursive: true });
    const began = Date.now();
    await Promise.all(machines.map((machine) => timed(command(host.uri, declared, machine, files), { env })));
    await untilRoundRobin(askDomain(host.uri, declared.client.domain), declared);
    note("virt-install", (Date.now() - began) / 1000);
    note("virt-install memory", machineMemoryMiB(host.folder));
    const down = machines.map(({ domain }) => `virsh -c '${host.uri}' destroy ${domain}`);
    const undefine = machines.map(({ domain }) => `virsh -c '${host.uri}' undefine ${domain}`);
    const gone = await timed(["sh", "-e", "-c", [...down, ...undefine].join("\n")]);
    note("virt-install down", gone.seconds);
  } finally {
    await host.remove();
  }
}

function command(uri: string, declared: Declared, machine: PreparedMachine, files: GuestFiles): string[] {
  const boot = `kernel=${files.kernel},initrd=${files.initrd},kernel_args=${files.kernelArguments.join(" ")}`;
  return [
    ...["virt-install", "--connect", uri, "--name", machine.domain, "--virt-type", "qemu", "--cpu", emulatedCpuModel],
    ...["--memory", `${machine.memoryMiB}`, "--vcpus", `${machine.vcpus}`, "--osinfo", "linux2022"],
    ...["--import", "--boot", boot, "--graphics", "none", "--noautoconsole", "--autoconsole", "none"],
    ...["--disk", `path=${machine.disk},format=qcow2,bus=virtio`],
    ...["--disk", `path=${machine.seed},format=raw,bus=virtio,readonly=on`],
    ...["--channel", "unix,target.type=virtio,target.name=org.qemu.guest_agent.0"],
    ...machine.interfaces.flatMap(({ mac, network }) => [
      "--network",
      `network=${networkName(declared, network)},model=virtio,mac=${mac}`,
    ]),
  ];
}

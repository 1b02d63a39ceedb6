import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { emulatedCpuModel } from "../../constructs/libvirt/hardware";
import type { Declared } from "../declared";
import { askDomain } from "../guest";
import type { GuestFiles } from "../guest-files";
import { type BenchHost, benchHost } from "../host";
import { machineMemoryMiB } from "../host-memory";
import { type PreparedMachine, prepareMachines } from "../machines";
import { untilRoundRobin } from "../round-robin";
import type { Note } from "../rounds";
import { timed } from "../timed";
import { networkName, startNetworks } from "./networks";
import { startPool } from "./pool";
import { kcliProgram } from "./tools";

/** The lab made by kcli from a plan, its way of declaring several machines. */
export async function kcli(declared: Declared, files: GuestFiles, note: Note): Promise<void> {
  const host = await benchHost();
  try {
    const pool = await startPool(host);
    const machines = await prepareMachines(declared, files, pool);
    // kcli makes the disks itself, from an image that it finds in the pool.
    linkSync(files.disk, path.join(pool, "stock.qcow2"));
    await startNetworks(host, declared);
    const env = configure(host);
    const plan = path.join(host.folder, "plan.yml");
    writeFileSync(plan, planOf(declared, machines, files));

    const began = Date.now();
    await timed([kcliProgram, "create", "plan", "--inputfile", plan, "lab"], { env });
    await untilRoundRobin(askDomain(host.uri, declared.client.domain), declared);
    note("kcli", (Date.now() - began) / 1000);
    note("kcli memory", machineMemoryMiB(host.folder));
    const gone = await timed([kcliProgram, "delete", "plan", "--yes", "lab"], { env });
    note("kcli down", gone.seconds);
  } finally {
    await host.remove();
  }
}

/** kcli's settings, in a home of their own. */
function configure(host: BenchHost): Record<string, string> {
  const home = path.join(host.folder, "home");
  mkdirSync(path.join(home, ".kcli"), { recursive: true });
  mkdirSync(path.join(home, ".ssh"));
  const bench = { type: "kvm", url: host.uri, pool: "default" };
  writeFileSync(path.join(home, ".kcli/config.yml"), stringify({ default: { client: "bench" }, bench }));
  return { HOME: home };
}

function planOf(declared: Declared, machines: readonly PreparedMachine[], files: GuestFiles): string {
  // kcli knows no kernel of the host's, but words for QEMU: it takes them apart at blanks and puts them into XML as is.
  const append = files.kernelArguments.join("&#32;");
  const entries = machines.map((machine) => [
    machine.domain,
    {
      image: "stock.qcow2",
      memory: machine.memoryMiB,
      numcpus: machine.vcpus,
      cpumodel: emulatedCpuModel,
      virttype: "qemu",
      nested: false,
      vnc: false,
      cloudinit: false, // the lab's own documents are on the second disk
      qemuextra: `-kernel ${files.kernel} -initrd ${files.initrd} -append ${append}`,
      disks: [{ size: 3 }, { size: 1, name: path.basename(machine.seed), thin: false }],
      nets: machine.interfaces.map(({ mac, network }) => ({ name: networkName(declared, network), mac })),
    },
  ]);
  return stringify(Object.fromEntries(entries), { lineWidth: 0 });
}

import { mkdirSync, writeFileSync } from "node:fs";
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
import type { Measurements } from "../rounds";
import { timed } from "../timed";
import { networkName, startNetworks } from "./networks";
import { kcliProgram } from "./tools";

/** The lab made by kcli from a plan, its way of declaring several machines. */
export async function kcli(declared: Declared, files: GuestFiles): Promise<Measurements> {
  const host = await benchHost();
  try {
    const pool = path.join(host.folder, "pool");
    const machines = await prepareMachines(declared, files, pool);
    await startNetworks(host, declared);
    const define = ["pool-define-as", "default", "dir", "--target", pool];
    for (const words of [define, ["pool-start", "default"]]) await timed(["virsh", "--connect", host.uri, ...words]);
    const env = configure(host);
    const plan = path.join(host.folder, "plan.yml");
    writeFileSync(plan, planOf(declared, machines, files));

    const began = Date.now();
    await timed([kcliProgram, "create", "plan", "--inputfile", plan, "lab"], { env });
    await untilRoundRobin(askDomain(host.uri, declared.client.domain), declared);
    const seconds = (Date.now() - began) / 1000;
    const memory = machineMemoryMiB(host.folder);
    const gone = await timed([kcliProgram, "delete", "plan", "--yes", "lab"], { env });
    return { kcli: seconds, "kcli memory": memory, "kcli down": gone.seconds };
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
      memory: machine.memoryMiB,
      numcpus: machine.vcpus,
      cpumodel: emulatedCpuModel,
      virttype: "qemu",
      nested: false,
      vnc: false,
      cloudinit: false, // the lab's own documents are on the second disk
      qemuextra: `-kernel ${files.kernel} -initrd ${files.initrd} -append ${append}`,
      disks: [
        { size: 3, name: path.basename(machine.disk) },
        { size: 1, name: path.basename(machine.seed), thin: false },
      ],
      nets: machine.interfaces.map(({ mac, network }) => ({ name: networkName(declared, network), mac })),
    },
  ]);
  return stringify(Object.fromEntries(entries), { lineWidth: 0 });
}

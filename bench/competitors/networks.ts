import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Declared } from "../declared";
import type { BenchHost } from "../host";
import { timed } from "../timed";

/** Defines and starts the lab's networks in a host's libvirt: isolated ones, with no address of the host. */
export async function startNetworks(host: BenchHost, { lab }: Declared): Promise<void> {
  for (const [index, { name }] of lab.networks.entries()) {
    const file = path.join(host.folder, `${name}.xml`);
    writeFileSync(file, `<network><name>${name}</name><bridge name="br${index}" stp="off" delay="0"/></network>`);
    await timed(["virsh", "--connect", host.uri, "net-define", file]);
    await timed(["virsh", "--connect", host.uri, "net-start", name]);
  }
}

/** The name of a network of the declaration in libvirt. */
export function networkName({ lab }: Declared, id: string): string {
  return lab.networks.find((network) => network.id === id)?.name ?? id;
}

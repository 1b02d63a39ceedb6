import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SeedDocuments } from "../constructs/cloud-init/seed";
import type { LabDescription, MachineDescription } from "../constructs/lab-description";
import { fromLiteral } from "../scripts/terraform/from-literal";
import { readDeclared as readLab } from "../scripts/terraform/synth";
import { timed } from "./timed";

/** What the lab's declaration comes to: its machines, and the documents that each finds on its seed. */
export interface Declared {
  readonly lab: LabDescription;
  readonly vip: string;
  readonly pages: readonly string[];
  readonly client: MachineDescription;
  readonly seeds: ReadonlyMap<string, SeedDocuments>;
}

interface Synthesised {
  readonly resource: {
    readonly libvirt_cloudinit_disk: Record<string, { meta_data: string; user_data: string; network_config: string }>;
  };
}

/** Reads a synthesised stack. @throws when it declares no client or no virtual service */
export function readDeclared(projectFolder: string): Declared {
  const file = path.join(projectFolder, "cdktf.out/stacks/lvs-nat/cdk.tf.json");
  const { resource } = JSON.parse(readFileSync(file, "utf8")) as Synthesised;
  const lab = readLab(file);
  const client = lab.machines.find(({ role }) => role === "client");
  const [service] = lab.services;
  if (!client || !service) throw new Error(`${file}: declares no client, or no virtual service`);
  return {
    lab,
    client,
    vip: service.vip,
    pages: service.realServers.map(({ name }) => lab.machines.find((one) => one.name === name)?.page ?? ""),
    seeds: new Map(
      Object.entries(resource.libvirt_cloudinit_disk).map(([machine, disk]) => [
        machine,
        {
          metaData: fromLiteral(disk.meta_data),
          userData: fromLiteral(disk.user_data),
          networkConfig: fromLiteral(disk.network_config),
        },
      ]),
    ),
  };
}

/** Writes a machine's seed as a disk that cloud-init finds by its label. */
export async function writeSeed(seed: SeedDocuments, folder: string, name: string): Promise<string> {
  const documents = path.join(folder, `${name}-seed`);
  mkdirSync(documents, { recursive: true });
  writeFileSync(path.join(documents, "meta-data"), seed.metaData);
  writeFileSync(path.join(documents, "user-data"), seed.userData);
  writeFileSync(path.join(documents, "network-config"), seed.networkConfig);
  const disk = path.join(folder, `${name}-seed.iso`);
  await timed(["genisoimage", "-quiet", "-output", disk, "-volid", "cidata", "-joliet", "-rock", documents]);
  return disk;
}

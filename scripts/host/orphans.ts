import type { DeployedLab } from "../../constructs/lab-description";
import { domainStates, parseVolumeList, tryVirsh, virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { type Recorded, recordedResources } from "../terraform/recorded-resources";
import type { Stack } from "../terraform/synth";
import { isEmbedded } from "./embedded-host";

/**
 * What libvirt has under the names of a lab, and Terraform's state does not: an interrupted deploy leaves such things, as the
 * provider makes each first and records it afterwards.
 */
interface Orphans {
  readonly domains: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly pool?: string;
}

/**
 * Removes what an interrupted deploy left half-made, so that Terraform makes it anew.
 *
 * All on the embedded host is the project's own. On another libvirt a lab owns its names when it owns the pool of its name,
 * which the state has the id of; else somebody else made them, and they are left alone.
 *
 * @returns what was removed, in words
 * @throws LabError when somebody else has resources of the lab's names; nothing is touched then
 */
export async function removeOrphans({ name, declared }: Stack): Promise<string[]> {
  const recorded = recordedResources(name);
  const found = await orphansOf(declared, recorded);
  const names = [...found.domains, ...found.networks, ...found.volumes, ...(found.pool ? [found.pool] : [])];
  if (names.length === 0) return [];
  if (!isEmbedded(declared) && !(await ownsPool(declared, recorded))) {
    throw new LabError(
      `${declared.hostUri} has ${names.join(", ")} already, which this project did not make; ` +
        `give the lab another name in main.ts, or remove them with virsh --connect '${declared.hostUri}'`,
    );
  }
  await remove(declared, found);
  return names;
}

async function orphansOf(lab: DeployedLab, recorded: Recorded): Promise<Orphans> {
  const { hostUri, machines, networks, pool } = lab;
  const [domains, networkList, poolInfo] = await Promise.all([
    domainStates(hostUri),
    virsh(hostUri, "listing the networks", ["net-list", "--all", "--name"]),
    tryVirsh(hostUri, ["pool-info", pool]),
  ]);
  const hasPool = poolInfo.exitCode === 0;
  const owned = hasPool && (await ownsPool(lab, recorded));
  const volumes = hasPool ? parseVolumeList((await tryVirsh(hostUri, ["vol-list", pool])).stdout) : [];
  const declaredVolumes = machines.flatMap(({ domain }) => [`${domain}.qcow2`, `${domain}-seed.iso`]);
  const there = new Set(networkList.split("\n").map((line) => line.trim()));
  // By its id: a state that was put back from its copy may know one of the same name that is gone.
  const uuids = await Promise.all(
    networks.map(async ({ name }) =>
      there.has(name) ? (await tryVirsh(hostUri, ["net-uuid", name])).stdout.trim() : "",
    ),
  );
  return {
    domains: machines.filter(({ domain, uuid }) => domains.has(domain) && !recorded.ids.has(uuid)).map((m) => m.domain),
    networks: networks
      .map(({ name }) => name)
      .filter((_, index) => uuids[index] !== "" && !recorded.ids.has(uuids[index] ?? "")),
    volumes: declaredVolumes.filter((name) => volumes.includes(name) && !(owned && recorded.names.has(name))),
    ...(hasPool && !owned ? { pool } : {}),
  };
}

async function ownsPool({ hostUri, pool }: DeployedLab, recorded: Recorded): Promise<boolean> {
  const { stdout, exitCode } = await tryVirsh(hostUri, ["pool-uuid", pool]);
  return exitCode === 0 && recorded.ids.has(stdout.trim());
}

async function remove({ hostUri, pool }: DeployedLab, found: Orphans): Promise<void> {
  const half = (what: string) => `removing the half-made ${what}`;
  for (const domain of found.domains) {
    await tryVirsh(hostUri, ["destroy", domain]);
    await virsh(hostUri, half(`machine ${domain}`), ["undefine", domain, "--managed-save"]);
  }
  for (const network of found.networks) {
    await tryVirsh(hostUri, ["net-destroy", network]);
    // A network that was started and not defined is gone when it is stopped.
    await tryVirsh(hostUri, ["net-undefine", network]);
  }
  for (const volume of found.volumes) {
    await virsh(hostUri, half(`volume ${volume}`), ["vol-delete", volume, "--pool", pool]);
  }
  if (found.pool) {
    await tryVirsh(hostUri, ["pool-destroy", found.pool]);
    await virsh(hostUri, half(`pool ${found.pool}`), ["pool-undefine", found.pool]);
  }
}

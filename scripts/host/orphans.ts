import { rmSync } from "node:fs";
import path from "node:path";
import type { DeployedLab } from "../../constructs/lab-description";
import { domainStates, idOf, parseVolumeList, tryVirsh, virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { recordedResources } from "../terraform/recorded-resources";
import { poolsFolder } from "../terraform/state-file";
import type { Stack } from "../terraform/synth";
import { isEmbedded } from "./embedded-host";

/**
 * What libvirt has under the names of a lab, and Terraform's state does not: an interrupted deploy leaves such things, as the
 * provider makes each first and records it afterwards.
 */
export interface Orphans {
  readonly domains: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly pool?: string;
  /** Whether there is a pool of the lab's name, an orphan or not. */
  readonly hasPool: boolean;
  /** Whether there are domains of its machines, orphans or not. */
  readonly hasMachines: boolean;
  /** Whether the lab owns the pool of its name. */
  readonly owned: boolean;
}

/** Looks for them. @throws LabError when libvirt does not answer */
export async function findOrphans({ name, declared }: Stack): Promise<Orphans> {
  const { hostUri, machines, networks, pool } = declared;
  const recorded = recordedResources(name);
  // By their ids: a state that was put back from its copy may know others of the same names, which are gone.
  const [domains, poolId, ...networkIds] = await Promise.all([
    domainStates(hostUri),
    idOf(hostUri, ["pool-uuid", pool]),
    ...networks.map(({ name }) => idOf(hostUri, ["net-uuid", name])),
  ]);
  const hasPool = poolId !== undefined;
  const owned = hasPool && recorded.ids.has(poolId);
  const volumes = hasPool ? parseVolumeList((await tryVirsh(hostUri, ["vol-list", pool])).stdout) : [];
  const declaredVolumes = machines.flatMap(({ domain }) => [`${domain}.qcow2`, `${domain}-seed.iso`]);
  // On the embedded host those of machines that are declared no more too, which have the lab's name before their own.
  const isMachines = (volume: string) => volume.startsWith(`${name}-`) && /\.qcow2$|-seed\.iso$/.test(volume);
  const own = volumes.filter((one) => declaredVolumes.includes(one) || (isEmbedded(declared) && isMachines(one)));
  const strays = own.flatMap((name) => name.match(/^(.*)\.qcow2$/)?.[1] ?? []).filter((domain) => domains.has(domain));
  const isDeclared = (domain: string) => machines.some((machine) => machine.domain === domain);
  const isOrphan = (id: string | undefined) => id !== undefined && !recorded.ids.has(id);
  return {
    domains: [
      ...machines.filter(({ domain, uuid }) => domains.has(domain) && !recorded.ids.has(uuid)).map((m) => m.domain),
      ...strays.filter((domain) => !isDeclared(domain) && !recorded.names.has(domain)),
    ],
    networks: networks.map(({ name }) => name).filter((_, index) => isOrphan(networkIds[index])),
    volumes: own.filter((name) => !(owned && recorded.names.has(name))),
    ...(isOrphan(poolId) ? { pool } : {}),
    hasPool,
    hasMachines: machines.some(({ domain }) => domains.has(domain)),
    owned,
  };
}

/** Their names. */
export function orphanNames({ domains, networks, volumes, pool }: Orphans): string[] {
  return [...domains, ...networks, ...volumes, ...(pool ? [pool] : [])];
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
export async function removeOrphans(stack: Stack): Promise<string[]> {
  const { declared } = stack;
  const found = await findOrphans(stack);
  const names = orphanNames(found);
  if (names.length === 0) return [];
  if (!isEmbedded(declared) && !found.owned) {
    throw new LabError(
      `${declared.hostUri} has ${names.join(", ")} already, which this project did not make; ` +
        `give the lab another name in main.ts, or remove them with virsh --connect '${declared.hostUri}'`,
    );
  }
  await remove(declared, found);
  return names;
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
    // A folder that is left says that there is something of the lab.
    if (isEmbedded({ hostUri })) rmSync(path.join(poolsFolder, pool), { recursive: true, force: true });
  }
}

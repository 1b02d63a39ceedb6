import { randomUUID } from "node:crypto";
import type { ResourceChange } from "./resource-change";
import { formatVersion } from "./state-file";

/** A resource that is declared, and libvirt's id of it. */
export interface Known {
  readonly resource: ResourceChange;
  /** @default - libvirt has no such thing */
  readonly id?: string;
}

/**
 * Those of them that a state can be made of. A machine's domain is made last: where there is none of it, its disks may be half-made,
 * and are none of those.
 */
export function wholeOnes(all: readonly Known[]): readonly Known[] {
  const unmade = all.filter(({ resource, id }) => resource.type === "libvirt_domain" && id === undefined);
  const names = unmade.map(({ resource }) => resource.name);
  const isDisk = ({ type }: ResourceChange) => type === "libvirt_volume" || type === "libvirt_cloudinit_disk";
  return all.filter(({ resource, id }) => id !== undefined && !(isDisk(resource) && names.includes(resource.name)));
}

/**
 * A state of resources as they are declared, under libvirt's ids. Terraform asks libvirt for what they are in truth before it plans. Only
 * what the provider does not read back stays as it is declared: the image that a disk is an overlay of, the stylesheets.
 */
export function rebuiltState(known: readonly Known[]): object {
  const resources = known.map(({ resource: { type, name, provider_name, change }, id }) => {
    const instances = [{ schema_version: 0, attributes: { ...change.after, id } }];
    return { mode: "managed", type, name, provider: `provider["${provider_name}"]`, instances };
  });
  return { version: formatVersion, serial: 1, lineage: randomUUID(), outputs: {}, resources };
}

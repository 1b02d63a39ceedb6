import { randomUUID } from "node:crypto";
import type { ResourceChange } from "./resource-change";
import { formatVersion, type State } from "./state-file";

/** A resource that is declared and in no state, and libvirt's id of it. */
export interface Known {
  readonly resource: ResourceChange;
  /** @default - libvirt has no such thing */
  readonly id?: string;
}

/**
 * Those of them that can be taken into a state. A machine's domain is made last: where there is none of it, its disks may be half-made,
 * and are none of those.
 */
export function wholeOnes(all: readonly Known[]): readonly Known[] {
  const unmade = all.filter(({ resource, id }) => resource.type === "libvirt_domain" && id === undefined);
  const names = unmade.map(({ resource }) => resource.name);
  const isDisk = ({ type }: ResourceChange) => type === "libvirt_volume" || type === "libvirt_cloudinit_disk";
  return all.filter(({ resource, id }) => id !== undefined && !(isDisk(resource) && names.includes(resource.name)));
}

/**
 * A state that has resources too as they are declared, under libvirt's ids. Terraform asks libvirt for what they are in truth before it
 * plans. Only what the provider does not read back stays as it is declared: the image that a disk is an overlay of, the stylesheets.
 *
 * @param state what is known without them. @default - nothing
 */
export function adopted(state: State | undefined, known: readonly Known[]): State {
  const resources = known.map(({ resource: { type, name, provider_name, change }, id = "" }) => {
    const instances = [{ schema_version: 0, attributes: { ...change.after, id } }];
    return { mode: "managed", type, name, provider: `provider["${provider_name}"]`, instances };
  });
  const { serial, ...rest } = state ?? {
    version: formatVersion,
    serial: 0,
    lineage: randomUUID(),
    outputs: {},
    resources: [],
  };
  return { ...rest, serial: serial + 1, resources: [...rest.resources, ...resources] };
}

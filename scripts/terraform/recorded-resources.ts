import { type State, stateFile, wholeState } from "./state-file";

/** What Terraform's state knows of libvirt's resources. */
export interface Recorded {
  /** libvirt's ids: UUIDs of domains, networks and pools, keys of volumes. */
  readonly ids: ReadonlySet<string>;
  /** Their names at libvirt. */
  readonly names: ReadonlySet<string>;
}

/** What is recorded of a lab; nothing where it has no state. */
export function recordedResources(lab: string): Recorded {
  return resourcesIn(wholeState(stateFile(lab)) ?? {});
}

/** What is recorded in a state. */
export function resourcesIn({ resources = [] }: Partial<State>): Recorded {
  const attributes = resources
    .filter(({ type }) => type.startsWith("libvirt_"))
    .flatMap(({ instances }) => instances.map((instance) => instance.attributes ?? {}));
  return {
    ids: new Set(attributes.flatMap(({ id }) => id ?? [])),
    names: new Set(attributes.flatMap(({ name }) => name ?? [])),
  };
}

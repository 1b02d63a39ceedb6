import path from "node:path";
import { project } from "../project";
import { readJson } from "../run/json-file";

/** What Terraform's state knows of libvirt's resources. */
export interface Recorded {
  /** libvirt's ids: UUIDs of domains, networks and pools, keys of volumes. */
  readonly ids: ReadonlySet<string>;
  /** Their names at libvirt. */
  readonly names: ReadonlySet<string>;
}

/** A state file, format version 4, as far as it is read here. */
interface State {
  readonly resources?: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes?: { readonly id?: string; readonly name?: string } }[];
  }[];
}

/** What is recorded of a lab; nothing where it has no state. */
export function recordedResources(lab: string): Recorded {
  return resourcesIn(readJson<State>(path.join(project.state, `${lab}.tfstate`)) ?? {});
}

/** What is recorded in a state. */
export function resourcesIn({ resources = [] }: State): Recorded {
  const attributes = resources
    .filter(({ type }) => type.startsWith("libvirt_"))
    .flatMap(({ instances }) => instances.map((instance) => instance.attributes ?? {}));
  return {
    ids: new Set(attributes.flatMap(({ id }) => id ?? [])),
    names: new Set(attributes.flatMap(({ name }) => name ?? [])),
  };
}

import { idOf } from "../libvirt/virsh";
import { writeJson } from "../run/json-file";
import { adopted, type Known, wholeOnes } from "../terraform/adopted";
import type { ResourceChange } from "../terraform/resource-change";
import { type State, stateFile, wholeState } from "../terraform/state-file";
import type { Stack } from "../terraform/synth";
import { plan } from "../terraform/terraform";

/**
 * Takes into a lab's state what libvirt has of the lab, and the state has not, or knows under another id.
 *
 * @returns names of the resources that were taken
 */
export async function adopt(stack: Stack): Promise<readonly string[]> {
  const { hostUri } = stack.declared;
  const file = stateFile(stack.name);
  const before = wholeState(file);
  const state = before && (await withoutOthers(hostUri, before));
  // Those are missing then, for Terraform as well.
  if (state) writeJson(file, state);
  const missing = (await plan(stack)).resources.filter(({ type, change }) => {
    return type in questions && change.actions.join() === "create";
  });
  const whole = wholeOnes(await Promise.all(missing.map((resource) => knownTo(hostUri, resource))));
  writeJson(file, adopted(state, whole));
  return [...new Set(whole.map(({ resource }) => resource.name))];
}

/** A state without the resources of whose names libvirt has another one. */
async function withoutOthers(hostUri: string, state: State): Promise<State> {
  const isOther = await Promise.all(
    state.resources.map(async ({ type, instances }) => {
      const { id, ...attributes } = instances[0]?.attributes ?? {};
      const there = await ask(hostUri, type, attributes);
      return there !== undefined && there !== id?.split(";")[0];
    }),
  );
  return { ...state, resources: state.resources.filter((_, index) => !isOther[index]) };
}

async function knownTo(hostUri: string, resource: ResourceChange): Promise<Known> {
  const id = await ask(hostUri, resource.type, resource.change.after ?? {});
  if (id === undefined) return { resource };
  // The provider's id of a seed is its volume's, a semicolon, and a part that it looks at nowhere.
  return { resource, id: resource.type === "libvirt_cloudinit_disk" ? `${id};adopted` : id };
}

/** What to ask virsh for the id of a resource, by its type. */
const questions: Record<string, (name: string, pool: string) => readonly string[]> = {
  libvirt_domain: (name) => ["domuuid", name],
  libvirt_network: (name) => ["net-uuid", name],
  libvirt_pool: (name) => ["pool-uuid", name],
  libvirt_volume: (name, pool) => ["vol-key", name, "--pool", pool],
  libvirt_cloudinit_disk: (name, pool) => ["vol-key", name, "--pool", pool],
};

/** libvirt's id of a resource, by its type and what it is given. @default - it has none of this name */
async function ask(
  hostUri: string,
  type: string,
  { name, pool }: { readonly name?: unknown; readonly pool?: unknown },
): Promise<string | undefined> {
  const question = questions[type];
  return question && idOf(hostUri, question(`${name}`, `${pool}`));
}

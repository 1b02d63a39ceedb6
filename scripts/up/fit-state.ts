import type { DeployedLab } from "../../constructs/lab-description";
import { isEmbedded } from "../host/embedded-host";
import { domainStates, idOf, tryVirsh } from "../libvirt/virsh";
import { writeJson } from "../run/json-file";
import { forgetPool } from "../terraform/forget-pool";
import { type Known, rebuiltState, wholeOnes } from "../terraform/rebuilt-state";
import { recordedResources } from "../terraform/recorded-resources";
import type { ResourceChange } from "../terraform/resource-change";
import { forgetState } from "../terraform/state";
import { stateFile } from "../terraform/state-file";
import type { Stack } from "../terraform/synth";
import { plan } from "../terraform/terraform";

/**
 * Has the state of a lab fit what libvirt has, where it is lost, or is a copy of another time. The lab's pool tells: it is made first and
 * goes last. Where libvirt has another than the state, the state is made anew out of what libvirt has, so that machines stay, with
 * their disks; only on the embedded host, as nothing tells whose it is elsewhere.
 *
 * @returns names of the machines that are in a state that was made anew. @default - there was nothing to be done
 */
export async function fitState(stack: Stack): Promise<readonly string[]> {
  const { name, declared } = stack;
  const { exitCode, stdout, stderr } = await tryVirsh(declared.hostUri, ["pool-uuid", declared.pool]);
  if (exitCode === 0) {
    if (recordedResources(name).ids.has(stdout.trim()) || !isEmbedded(declared)) return [];
    forgetState(name);
    return rebuildState(stack);
  }
  if (stderr.includes("pool not found")) await forgetPool(stack);
  return [];
}

/** Makes the state of a lab that has none, where libvirt has machines of it. @returns their names */
async function rebuildState(stack: Stack): Promise<readonly string[]> {
  const { hostUri, machines } = stack.declared;
  const domains = await domainStates(hostUri);
  const there = machines.filter(({ domain }) => domains.has(domain));
  if (there.length === 0) return [];
  const { resources } = await plan(stack);
  const declared = resources.filter(({ type }) => type in questions);
  const known = await Promise.all(declared.map((resource) => knownTo(stack.declared, resource)));
  writeJson(stateFile(stack.name), rebuiltState(wholeOnes(known)));
  return there.map(({ name }) => name);
}

/** What to ask virsh for the provider's id of a resource, by its type. */
const questions: Record<string, (name: string, pool: string) => readonly string[]> = {
  libvirt_domain: (name) => ["domuuid", name],
  libvirt_network: (name) => ["net-uuid", name],
  libvirt_pool: (name) => ["pool-uuid", name],
  libvirt_volume: (name, pool) => ["vol-key", name, "--pool", pool],
  libvirt_cloudinit_disk: (name, pool) => ["vol-key", name, "--pool", pool],
};

async function knownTo({ hostUri }: DeployedLab, resource: ResourceChange): Promise<Known> {
  const { name, pool } = resource.change.after ?? {};
  const id = await idOf(hostUri, questions[resource.type]?.(`${name}`, `${pool}`) ?? []);
  if (id === undefined) return { resource };
  // The provider's id of a seed is its volume's, a semicolon, and a part that it looks at nowhere.
  return { resource, id: resource.type === "libvirt_cloudinit_disk" ? `${id};rebuilt` : id };
}

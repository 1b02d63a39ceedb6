import { isEmbedded } from "../host/embedded-host";
import { domainStates, idOf } from "../libvirt/virsh";
import { writeJson } from "../run/json-file";
import { type Known, rebuiltState, wholeOnes } from "../terraform/rebuilt-state";
import { recordedLabs } from "../terraform/state";
import { stateFile } from "../terraform/state-file";
import type { Stack } from "../terraform/synth";
import { plan } from "../terraform/terraform";

/** What to ask virsh for the provider's id of a resource, by its type. */
const questions: Record<string, (name: string, pool: string) => readonly string[]> = {
  libvirt_domain: (name) => ["domuuid", name],
  libvirt_network: (name) => ["net-uuid", name],
  libvirt_pool: (name) => ["pool-uuid", name],
  libvirt_volume: (name, pool) => ["vol-key", name, "--pool", pool],
  libvirt_cloudinit_disk: (name, pool) => ["vol-key", name, "--pool", pool],
};

/**
 * Makes the state of a lab that has none out of what libvirt has, so that its machines stay, with their disks. Only on the embedded
 * host, where all is the project's own; nothing tells whose it is elsewhere.
 *
 * @returns names of the machines that are in it. @default - there was nothing to be done
 */
export async function rebuildState(stack: Stack): Promise<readonly string[]> {
  const { hostUri, machines } = stack.declared;
  if (!isEmbedded(stack.declared) || recordedLabs().includes(stack.name)) return [];
  const domains = await domainStates(hostUri);
  const there = machines.filter(({ domain }) => domains.has(domain));
  if (there.length === 0) return [];
  const { resources } = await plan(stack);
  const known = await Promise.all(
    resources
      .filter(({ type }) => type in questions)
      .map(async (resource): Promise<Known> => {
        const { name, pool } = resource.change.after ?? {};
        const id = await idOf(hostUri, questions[resource.type]?.(`${name}`, `${pool}`) ?? []);
        return { resource, id: id && resource.type === "libvirt_cloudinit_disk" ? seedId(id) : id };
      }),
  );
  writeJson(stateFile(stack.name), rebuiltState(wholeOnes(known)));
  return there.map(({ name }) => name);
}

/** The provider's id of a seed is its volume's, a semicolon, and a part that it looks at nowhere. */
function seedId(volume: string): string {
  return `${volume};rebuilt`;
}

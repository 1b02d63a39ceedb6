import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { domainStates, tryVirsh, virsh } from "../libvirt/virsh";
import { project } from "../project";
import type { Stack } from "../terraform/synth";

/**
 * Removes what an interrupted deploy left half-made: a domain that libvirt knows and Terraform's state does not (the
 * provider defines a domain first and records it when it has started). Only names of the declared lab are looked at.
 */
export async function removeOrphans({ name, declared }: Stack): Promise<void> {
  const file = path.join(project.state, `${name}.tfstate`);
  const state = existsSync(file) ? readFileSync(file, "utf8") : "";
  const there = await domainStates(declared.hostUri);
  for (const { domain, uuid } of declared.machines) {
    if (!there.has(domain) || state.includes(uuid)) continue;
    await tryVirsh(declared.hostUri, ["destroy", domain]);
    await virsh(declared.hostUri, `removing the half-made machine ${domain}`, ["undefine", domain, "--managed-save"]);
  }
}

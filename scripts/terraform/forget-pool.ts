import { run } from "../run/run";
import { terraformBinary } from "./binary";
import { stateFile, wholeState } from "./state-file";
import type { Stack } from "./synth";

/**
 * Has Terraform forget what was in a lab's pool, which is gone: the provider cannot look for a volume without its pool, so that no
 * plan could be made. That is so where the state's last good copy is of before a `cdktf destroy`.
 */
export async function forgetPool({ name, folder, declared: { pool } }: Stack): Promise<void> {
  const resources = wholeState(stateFile(name))?.resources ?? [];
  const inPool = resources.filter(({ instances, type }) =>
    instances.some(({ attributes }) => (type === "libvirt_pool" ? attributes?.name : attributes?.pool) === pool),
  );
  if (inPool.length === 0) return;
  const addresses = inPool.map((resource) => `${resource.type}.${resource.name}`);
  const command = [terraformBinary(), "state", "rm", `-state=${stateFile(name)}`, ...addresses];
  await run("forgetting what was in a pool that is gone", command, { cwd: folder });
}

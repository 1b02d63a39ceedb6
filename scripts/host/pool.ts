import { tryVirsh, virsh } from "../libvirt/virsh";

/**
 * Defines and starts a folder as a storage pool, or reads it anew when it is there already.
 *
 * @returns the folder: one that is there already may lie elsewhere
 */
export async function ensurePool(uri: string, pool: { readonly name: string; readonly path: string }): Promise<string> {
  const info = await tryVirsh(uri, ["pool-info", pool.name]);
  if (info.exitCode !== 0) {
    await virsh(uri, `defining the pool ${pool.name}`, ["pool-define-as", pool.name, "dir", "--target", pool.path]);
    await virsh(uri, `building the pool ${pool.name}`, ["pool-build", pool.name]);
  }
  if (!/^State:\s+running/m.test(info.stdout)) {
    await virsh(uri, `starting the pool ${pool.name}`, ["pool-start", pool.name]);
  }
  await virsh(uri, `reading the pool ${pool.name}`, ["pool-refresh", pool.name]);
  const xml = await virsh(uri, `looking at the pool ${pool.name}`, ["pool-dumpxml", pool.name]);
  return xml.match(/<target>\s*<path>([^<]*)/)?.[1] ?? pool.path;
}

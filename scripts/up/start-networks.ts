import type { DeployedLab } from "../../constructs/lab-description";
import { tryVirsh, virsh } from "../libvirt/virsh";

/**
 * Starts networks that are stopped: a destroy that was interrupted leaves them so. The provider starts a machine that is off, but not its
 * network.
 */
export async function startNetworks({ hostUri, networks }: DeployedLab): Promise<void> {
  const { stdout } = await tryVirsh(hostUri, ["net-list", "--inactive", "--name"]);
  const stopped = stdout.split("\n").map((line) => line.trim());
  for (const { name } of networks.filter((network) => stopped.includes(network.name))) {
    await virsh(hostUri, `starting the network ${name}`, ["net-start", name]);
  }
}

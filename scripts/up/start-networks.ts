import type { DeployedLab } from "../../constructs/lab-description";
import { idOf, tryVirsh } from "../libvirt/virsh";
import { failure } from "../run/run";

/**
 * Starts networks that are stopped: a destroy that was interrupted leaves them so. The provider starts a machine that is off, but not its
 * network.
 */
export async function startNetworks({ hostUri, networks }: DeployedLab): Promise<void> {
  const { stdout } = await tryVirsh(hostUri, ["net-list", "--inactive", "--name"]);
  const stopped = stdout.split("\n").map((line) => line.trim());
  for (const { name } of networks.filter((network) => stopped.includes(network.name))) {
    const command = ["net-start", name];
    const outcome = await tryVirsh(hostUri, command);
    // One that is gone is being removed by a terraform at work: Terraform's lock says so in a moment.
    const isThere = outcome.exitCode !== 0 && (await idOf(hostUri, ["net-uuid", name])) !== undefined;
    if (isThere) throw failure(`starting the network ${name}`, ["virsh", ...command], outcome);
  }
}

import { Guests } from "../guests/guests";
import type { Outcome } from "../run/run";
import { requireDeployedLab } from "./deployed";

/**
 * Runs a command on a machine, as root, to its end.
 *
 * @param timeoutSeconds after this the command is killed
 * @throws UsageError when there is no machine of this name
 */
export async function exec(node: string, command: readonly string[], timeoutSeconds: number): Promise<Outcome> {
  const guest = new Guests(await requireDeployedLab()).named(node);
  return guest.agent.attempt(command, timeoutSeconds);
}

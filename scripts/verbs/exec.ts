import { Guests } from "../guests/guests";
import type { Outcome } from "../run/run";
import { requireReachableLab } from "./deployed";

export interface ExecOptions {
  readonly timeoutSeconds: number;
  readonly lab?: string;
}

/**
 * Runs a command on a machine, as root, to its end.
 *
 * @param options.timeoutSeconds after this the command is killed
 * @param options.lab name of the machine's lab, where several are up
 * @throws UsageError when there is no machine of this name
 */
export async function exec(node: string, command: readonly string[], options: ExecOptions): Promise<Outcome> {
  const guest = new Guests(await requireReachableLab(options.lab)).named(node);
  return guest.agent.attempt(command, options.timeoutSeconds);
}

import type { LabDescription } from "../../../constructs/lab-description";
import type { Guests } from "../../guests/guests";
import { hookTable } from "../guests/hook-counters";
import { runningGuests } from "./running-guests";

/**
 * Ends the captures in a machine (guest-capture.ts) and removes their files and the director's counters (hook-counters.ts).
 * The shell's own command line begins otherwise than tcpdump's.
 */
const sweep = `
  pkill -f '^tcpdump .* -w /run/lab-trace-'
  rm -f /run/lab-trace-*
  nft delete table ip ${hookTable} 2> /dev/null
  true`;

/** Seconds that a machine has for it. */
const limitSeconds = 20;

/** Takes away what a trace that was killed, or failed, has left in the machines; one that does not answer keeps it. */
export async function removeLeftovers(lab: LabDescription, guests: Guests): Promise<void> {
  const running = await runningGuests(lab, guests);
  await Promise.allSettled(running.map(({ agent }) => agent.attempt(["sh", "-c", sweep], limitSeconds)));
}

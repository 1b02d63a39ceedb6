import { type Case, ipv4Of, lastSighting, measuredOf, owns, wordFor } from "../case";
import { inAndOut } from "../firewall";
import { grownRefusals } from "../growth";
import type { Journey } from "../journeys";
import { isIgnored } from "../silence";
import { unexplained } from "./cause";
import { firewallOfEnd } from "./firewall-of-end";
import type { Note } from "./note";

/** A reply came to the client, which does not acknowledge it, though it is sent again. */
export function replyIgnored(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine, role } = last.tap;
  const arrived = ip && last.direction === "received" && owns(known, machine, ip.destination);
  if (!arrived || role === "director" || wordFor(journey) !== "reply" || !isIgnored(journey, known)) return undefined;
  const measured = measuredOf(known, machine);
  const { grown, uncounted } = firewallOfEnd(journey, known, inAndOut);
  const note = (cause: string, ...evidence: string[]): Note => ({
    kind: "lost",
    machine,
    sentence: `reply arrives at ${last.tap.name}, and ${machine} does not acknowledge it: ${cause}`,
    evidence: [...evidence, ...grownRefusals(measured)],
  });
  if (measured.state !== "running") return note(`${machine} is ${measured.state}`);
  if (grown) return note(grown.claim, grown.evidence);
  if (uncounted.length > 0) return note("a firewall rule without a counter may refuse it", ...uncounted);
  return note(unexplained);
}

import type { Measured } from "../guests/measure";
import { firstSighting } from "./case";
import { grownRules, grownWords, outward } from "./firewall";
import type { Journey } from "./journeys";

/** Notices of firewalls that refused what a machine sent, where none of its packets was seen: there is no packet to tell it of. */
export function unsentNotices(measured: readonly Measured[], journeys: readonly Journey[]): string[] {
  const senders = new Set(
    journeys
      .map(firstSighting)
      .filter(({ packet, direction }) => direction === "sent" && packet.content.kind === "ipv4")
      .map(({ tap }) => tap.machine),
  );
  return measured
    .filter(({ machine }) => !senders.has(machine))
    .flatMap((one) =>
      grownRules(one, outward).map((rule) => `no packet of ${one.machine} was seen: ${grownWords(one.machine, rule)}`),
    );
}

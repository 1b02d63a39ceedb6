import { type Case, factsOf, firstSighting, ipv4Of, wordFor } from "../case";
import type { Journey } from "../journeys";
import type { Note } from "./note";

/** A real server's reply left for another machine than the one that brought the request, or for none. */
export function astray(journey: Journey, known: Case): Note | undefined {
  const first = firstSighting(journey);
  const ip = ipv4Of(first);
  const { machine } = first.tap;
  if (!ip || first.direction !== "sent" || wordFor(journey) !== "reply") return undefined;
  // A director's own ICMP error about a reply goes back where the reply came from.
  if (first.tap.role === "director") return undefined;
  const broughtBy = known.journeys
    .filter(({ connection }) => connection === journey.connection)
    .flatMap(({ sightings }) => sightings)
    .find(({ tap, direction }) => tap.machine === machine && direction === "received")?.packet.sourceMac;
  const goesTo = first.packet.destinationMac;
  if (!broughtBy || goesTo === broughtBy) return undefined;
  const name = (mac: string) =>
    known.taps.find((tap) => tap.mac === mac)?.name ?? `${mac}, which is no machine of the lab`;
  const route = factsOf(known, machine)?.routes[ip.destination];
  return {
    kind: "astray",
    machine,
    sentence: `the reply leaves for ${name(goesTo)}, but the request came from ${name(broughtBy)}`,
    evidence: route ? [`${machine}: ip route get ${ip.destination}: ${route}`] : [],
  };
}

import { type Case, factsOf, isWay, lastSighting, measuredOf, nextHop } from "../case";
import type { Gap } from "../gap";
import { growth } from "../growth";
import type { Journey } from "../journeys";
import type { Cause } from "./cause";

/**
 * RFC 3704; the settings are explained in the kernel's networking/ip-sysctl. The filter is part of routing, behind PREROUTING
 * (net/ipv4/ip_input.c, ip_rcv_finish_core): where the hooks lost the packet elsewhere, the counter grew by others.
 */
export function reversePathCause(journey: Journey, known: Case, gap?: Gap): Cause | undefined {
  if (gap && gap.places[0] !== "PREROUTING") return undefined;
  const { tap } = lastSighting(journey);
  const { machine } = tap;
  const refused = growth(measuredOf(known, machine), "TcpExtIPReversePathFilter");
  if (refused <= 0) return undefined;
  const settings = ["all", tap.interface].map((name) => `net.ipv4.conf.${name}.rp_filter`);
  return {
    words: "the reverse path filter refuses its source",
    evidence: settings.map((name) => `${machine}: ${name} = ${factsOf(known, machine)?.settings[name]}`),
  };
}

/** No route to where it goes, or nobody there: a packet waits for its neighbour's MAC address behind POSTROUTING. */
export function noWayCause(machine: string, next: string, known: Case, gap?: Gap): Cause | undefined {
  const facts = factsOf(known, machine);
  const route = facts?.routes[next];
  if (!facts || !route) return undefined;
  const listing = `${machine}: ip route get ${next}: ${route}`;
  if (!isWay(route)) {
    return { words: `${machine} has no route to ${next}`, evidence: [listing, ...linksDown(machine, known)] };
  }
  if (gap && !gap.places.includes("EGRESS")) return undefined;
  const hop = nextHop(route, next);
  const state = facts.neighbours[hop];
  if (state !== "FAILED" && state !== "INCOMPLETE") return undefined;
  return { words: `nobody answers for ${hop}`, evidence: [listing, `${machine}: ip neigh: ${hop} ${state}`] };
}

/** "rs1: eth0 is down", of each interface that is. */
export function linksDown(machine: string, known: Case): string[] {
  return Object.entries(factsOf(known, machine)?.links ?? {})
    .filter(([, state]) => state === "down")
    .map(([name]) => `${machine}: ${name} is down`);
}

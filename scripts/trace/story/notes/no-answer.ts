import { type Case, factsOf, ipv4Of, isWay, lastSighting, measuredOf, nextHop, owns, wordFor } from "../case";
import { inAndOut } from "../firewall";
import { grownRefusals } from "../growth";
import type { Journey } from "../journeys";
import { hasSpoken, isIgnored } from "../silence";
import { unexplained } from "./cause";
import { firewallOfEnd } from "./firewall-of-end";
import type { Note } from "./note";
import { linksDown } from "./routing-cause";

/** A request came to its real server, which sent nothing back. */
export function noAnswer(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine } = last.tap;
  const arrived = ip && last.direction === "received" && owns(known, machine, ip.destination);
  if (!ip || !arrived || last.tap.role === "director" || wordFor(journey) !== "request") return undefined;
  if (hasSpoken(machine, journey, known) && !isIgnored(journey, known)) return undefined;
  const measured = measuredOf(known, machine);
  const facts = factsOf(known, machine);
  const firewall = firewallOfEnd(journey, known, inAndOut);
  const note = (cause: string, ...evidence: string[]): Note => ({
    kind: "no answer",
    machine,
    sentence: `the request is at ${machine}, and no reply leaves: ${cause}`,
    evidence: [...evidence, ...grownRefusals(measured)],
  });

  if (measured.state !== "running")
    return note(`${machine} is ${measured.state}`, `${machine}: virsh: ${measured.state}`);
  if (facts?.links[last.tap.interface] === "down")
    return note(`its interface ${last.tap.interface} is down`, ...linksDown(machine, known));
  if (firewall.grown) return note(firewall.grown.claim, firewall.grown.evidence);
  const route = facts?.routes[ip.source] ?? "";
  const wayBack = `${machine}: ip route get ${ip.source}: ${route}`;
  if (route && !isWay(route)) return note(`${machine} has no route back to ${ip.source}`, wayBack);
  const gateway = nextHop(route, ip.source);
  const neighbour = facts?.neighbours[gateway];
  if (neighbour === "FAILED" || neighbour === "INCOMPLETE") {
    return note(`nobody answers for its gateway ${gateway}`, wayBack, `${machine}: ip neigh: ${gateway} ${neighbour}`);
  }
  if (firewall.uncounted.length > 0)
    return note("a firewall rule without a counter may refuse it", ...firewall.uncounted);
  return note(unexplained, wayBack);
}

import { type Case, factsOf, ipv4Of, isWay, lastSighting, measuredOf, nextHop, owns, wordFor } from "../case";
import { grownRefusals, grownRules } from "../growth";
import type { Journey } from "../journeys";
import type { Note } from "./note";

/** A request came to its real server, which sent nothing back. */
export function noAnswer(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine } = last.tap;
  const arrived = ip && last.direction === "received" && owns(known, machine, ip.destination);
  if (!ip || !arrived || wordFor(journey) !== "request" || hasSpoken(machine, journey, known)) return undefined;
  const measured = measuredOf(known, machine);
  const facts = factsOf(known, machine);
  const note = (cause: string, ...evidence: string[]): Note => ({
    kind: "no answer",
    machine,
    sentence: `the request is at ${machine}, and no reply leaves: ${cause}`,
    evidence: [...evidence, ...grownRefusals(measured)],
  });

  if (measured.state !== "running")
    return note(`${machine} is ${measured.state}`, `${machine}: virsh: ${measured.state}`);
  const route = facts?.routes[ip.source] ?? "";
  const wayBack = `${machine}: ip route get ${ip.source}: ${route}`;
  if (route && !isWay(route)) return note(`${machine} has no route back to ${ip.source}`, wayBack);
  const gateway = nextHop(route, ip.source);
  const neighbour = facts?.neighbours[gateway];
  if (neighbour === "FAILED" || neighbour === "INCOMPLETE") {
    return note(`nobody answers for its gateway ${gateway}`, wayBack, `${machine}: ip neigh: ${gateway} ${neighbour}`);
  }
  const [rule] = grownRules(measured);
  if (rule) return note("a firewall rule refuses it", `${machine}: ${rule.rule}, ${rule.packets} packets`);
  return note("what was measured does not say why", wayBack);
}

/** Whether a machine has sent anything in a journey's connection. */
function hasSpoken(machine: string, { connection }: Journey, { journeys }: Case): boolean {
  return journeys.some(
    ({ connection: other, sightings: [first] }) =>
      other === connection && first?.tap.machine === machine && first.direction === "sent",
  );
}

import { type Case, factsOf, ipv4Of, isWay, lastSighting, measuredOf, owns, wordFor } from "../case";
import { grownRefusals, grownRules, growth } from "../growth";
import type { Journey } from "../journeys";
import { fromListing } from "./hook-evidence";
import type { Note } from "./note";

/** A packet came to a machine that it is not for, and did not leave it: the machine would have had to forward it. */
export function lostInside(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine } = last.tap;
  if (!ip || last.direction !== "received" || owns(known, machine, ip.destination)) return undefined;
  const word = wordFor(journey);
  const measured = measuredOf(known, machine);
  const facts = factsOf(known, machine);
  const note = (cause: string, ...evidence: string[]): Note => ({
    kind: "lost",
    machine,
    sentence: `${word} arrives at ${last.tap.name}, needs FORWARD, ${cause}: dropped`,
    evidence: [...evidence, ...grownRefusals(measured), ...fromListing(journey, measured)],
  });

  if (measured.state !== "running") return note(`${machine} is ${measured.state}`);
  const forwarding = facts?.settings["net.ipv4.ip_forward"];
  if (forwarding === "0") return note("ip_forward is 0", `${machine}: net.ipv4.ip_forward = 0`);
  const [rule] = grownRules(measured).filter(({ rule }) => rule.includes("FORWARD"));
  if (rule) return note("a firewall rule refuses it", `${machine}: ${rule.rule}, ${rule.packets} packets`);
  if (growth(measured, "TcpExtIPReversePathFilter") > 0) {
    const filters = ["all", last.tap.interface].map((name) => `net.ipv4.conf.${name}.rp_filter`);
    const settings = filters.map((name) => `${machine}: ${name} = ${facts?.settings[name]}`);
    return note("the reverse path filter refuses its source", ...settings);
  }
  const route = facts?.routes[ip.destination];
  if (route && !isWay(route)) {
    return note(`${machine} has no route to ${ip.destination}`, `${machine}: ip route get ${ip.destination}: ${route}`);
  }
  return note("and what was measured does not say why it goes no further");
}

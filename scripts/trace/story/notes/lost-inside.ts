import { type Case, factsOf, ipv4Of, lastSighting, measuredOf, owns, wordFor } from "../case";
import { through } from "../firewall";
import { replyWay } from "../gap";
import { grownRefusals } from "../growth";
import type { Journey } from "../journeys";
import { hasSpoken } from "../silence";
import { forwardingMethod } from "./forwarding-method";
import { fromListing } from "./hook-evidence";
import { causeInside } from "./inside-cause";
import type { Note } from "./note";

/** A packet came to a machine that it is not for, and did not leave it: the machine would have had to forward it. */
export function lostInside(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine } = last.tap;
  if (!ip || last.direction !== "received" || owns(known, machine, ip.destination)) return undefined;
  const word = wordFor(journey);
  const measured = measuredOf(known, machine);
  const note = (sentence: string, evidence: readonly string[]): Note => ({
    kind: "lost",
    machine,
    sentence,
    evidence: [...evidence, ...grownRefusals(measured), ...fromListing(journey, measured)],
  });

  const method = forwardingMethod(journey, known);
  if (method && method.forward !== "Masq" && ip.destination === journey.connection?.virtual.address) {
    // A real server of that method has the VIP itself, which no tap of the lab tells: then it answers.
    if (hasSpoken(machine, journey, known)) return undefined;
    const sentence = `${word} arrives at ${last.tap.name} still addressed to ${ip.destination}: ${method.words}`;
    return note(sentence, [method.evidence]);
  }
  const needs = (cause: string, evidence: readonly string[]) =>
    note(`${word} arrives at ${last.tap.name}, needs FORWARD, ${cause}: dropped`, evidence);
  const forwarding = factsOf(known, machine)?.settings["net.ipv4.ip_forward"];
  if (measured.state === "running" && forwarding === "0")
    return needs("ip_forward is 0", [`${machine}: net.ipv4.ip_forward = 0`]);
  const way = word === "reply" ? replyWay : [];
  const cause = causeInside(journey, known, { places: through, way, next: ip.destination });
  return cause
    ? needs(cause.words, cause.evidence)
    : needs("and what was measured does not say why it goes no further", []);
}

import { type Case, factsOf, ipv4Of, lastSighting, measuredOf, owns } from "../case";
import { inAndOut } from "../firewall";
import { requestWay } from "../gap";
import { grownRefusals } from "../growth";
import type { Journey } from "../journeys";
import { hasSpoken } from "../silence";
import { unexplained } from "./cause";
import { forwardingMethod } from "./forwarding-method";
import { hookEvidence } from "./hook-evidence";
import { causeInside } from "./inside-cause";
import type { Note } from "./note";

/** A packet came to a director for one of its own addresses; it neither went on to a real server, nor was it answered. */
export function lostAtVip(journey: Journey, known: Case): Note | undefined {
  const last = lastSighting(journey);
  const ip = ipv4Of(last);
  const { machine, role } = last.tap;
  if (!ip || role !== "director" || last.direction !== "received") return undefined;
  if (!owns(known, machine, ip.destination) || !wantsSomething(journey, known)) return undefined;
  if (hasSpoken(machine, journey, known)) return undefined;
  const { connection } = journey;
  const measured = measuredOf(known, machine);
  const word = ip.source === connection?.client.address ? "request" : "packet";
  const note = (cause: string, evidence: readonly string[]): Note => ({
    kind: "lost",
    machine,
    sentence: `${word} arrives at ${last.tap.name} and goes no further: ${cause}`,
    evidence: [...evidence, ...grownRefusals(measured), ...hookEvidence(measured, "to VIP", "to RIP")],
  });

  const method = forwardingMethod(journey, known);
  if (method && method.forward !== "Masq") return note(method.words, [method.evidence]);
  // The hooks count packets of TCP and UDP.
  const way = connection?.protocol === "icmp" ? [] : requestWay;
  const cause = causeInside(journey, known, { places: inAndOut, way, next: connection?.real?.address });
  return cause ? note(cause.words, cause.evidence) : note(unexplained, []);
}

/** Whether a director that works does something with it: a datagram for a program of its own may end there. */
function wantsSomething({ connection, sightings: [first] }: Journey, known: Case): boolean {
  const transport = first && ipv4Of(first)?.transport;
  if (!connection || !transport) return false;
  if (transport.kind === "icmp") return transport.type === echoRequest;
  if (transport.kind === "tcp" || connection.real) return true;
  const address = `${connection.virtual.address}:${connection.virtual.port}`;
  return known.measured.some(({ machine }) =>
    factsOf(known, machine)?.services.some((service) => service.protocol === "UDP" && service.address === address),
  );
}

/** RFC 792 */
const echoRequest = 8;

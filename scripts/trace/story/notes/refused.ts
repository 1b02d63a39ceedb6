import type { IcmpMessage, Transport } from "../../packet";
import { type Case, factsOf, firstSighting, ipv4Of, measuredOf } from "../case";
import type { Connection } from "../connections";
import { growth } from "../growth";
import type { Journey } from "../journeys";
import { hookEvidence } from "./hook-evidence";
import type { Note } from "./note";

/** ICMP's type of errors that say that something cannot be reached: RFC 792 */
const unreachable = 3;

/** A kernel says no: RST, or an ICMP error, from a real server or from the director itself. */
export function refused(journey: Journey, known: Case): Note | undefined {
  const first = firstSighting(journey);
  const { connection } = journey;
  const no = noOf(ipv4Of(first)?.transport);
  if (!connection || !no || first.direction !== "sent" || first.tap.machine === clientOf(connection, known))
    return undefined;
  return first.tap.role === "director"
    ? byDirector(first.tap.machine, connection, no, known)
    : byServer(first.tap.machine, connection, no, known);
}

type No = "RST" | "ICMP error";

function noOf(transport: Transport | undefined): No | undefined {
  if (transport?.kind === "tcp" && transport.flags.includes("RST")) return "RST";
  return isUnreachable(transport) ? "ICMP error" : undefined;
}

function isUnreachable(transport: Transport | undefined): transport is IcmpMessage {
  return transport?.kind === "icmp" && transport.type === unreachable && transport.about !== undefined;
}

function clientOf({ client }: Connection, { taps }: Case): string | undefined {
  return taps.find(({ addresses }) => addresses.includes(client.address))?.machine;
}

function byServer(machine: string, connection: Connection, no: No, known: Case): Note | undefined {
  const { protocol, virtual, real = virtual } = connection;
  const listeners = factsOf(known, machine)?.listeners;
  // With a listener the reason is in the program: a connection that it gave up, say.
  if (!listeners || listeners.includes(`${protocol} ${real.port}`)) return undefined;
  return {
    kind: "refused",
    machine,
    sentence: `no process on ${machine} listens on ${protocol} port ${real.port}: its kernel answers with ${article(no)}`,
    evidence: [`${machine}: ss: no listener on ${protocol} port ${real.port}`, ...grown(machine, no, known)],
  };
}

function byDirector(machine: string, { protocol, virtual }: Connection, no: No, known: Case): Note | undefined {
  const facts = factsOf(known, machine);
  if (!facts) return undefined;
  const address = `${virtual.address}:${virtual.port}`;
  const service = facts.services.find(
    (listed) => listed.protocol === protocol.toUpperCase() && listed.address === address,
  );
  const weights = service?.realServers.map((realServer) => `${realServer.address} weight ${realServer.weight}`);
  const note = (cause: string, listing: string): Note => ({
    kind: "refused",
    machine,
    sentence: `${cause}: ${machine}'s kernel answers with ${article(no)}`,
    evidence: [
      `${machine}: ipvsadm -ln: ${listing}`,
      ...grown(machine, no, known),
      ...hookEvidence(measuredOf(known, machine), "to VIP", "to RIP"),
    ],
  });
  if (!service) return note(`${machine} has no virtual service ${address}`, `no service ${protocol} ${address}`);
  if (weights?.length === 0)
    return note(`virtual service ${address} has no real server`, `${address} with no real server`);
  const usable = service.realServers.some(({ weight }) => weight > 0);
  return usable
    ? undefined
    : note(`no real server of virtual service ${address} takes new connections`, `${address}: ${weights?.join(", ")}`);
}

function grown(machine: string, no: No, known: Case): string[] {
  const counter = no === "RST" ? "TcpOutRsts" : "IcmpOutDestUnreachs";
  const more = growth(measuredOf(known, machine), counter);
  return more > 0 ? [`${machine}: ${counter} +${more}`] : [];
}

function article(no: No): string {
  return no === "RST" ? "RST" : "an ICMP error";
}

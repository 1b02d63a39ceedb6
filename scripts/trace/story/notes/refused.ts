import { type Case, factsOf, firstSighting, ipv4Of } from "../case";
import type { Connection } from "../connections";
import type { Journey } from "../journeys";
import type { Note } from "./note";
import { noOf } from "./refusal-words";
import { refusedByDirector } from "./refused-by-director";
import { refusedByFirewall } from "./refused-by-firewall";
import { refusedByMethod } from "./refused-by-method";
import { refusedByServer } from "./refused-by-server";
import { refusedUnexplained } from "./refused-unexplained";

/** A kernel says no: RST, or an ICMP error, from a real server or from the director itself. */
export function refused(journey: Journey, known: Case): Note | undefined {
  const first = firstSighting(journey);
  const { machine, role } = first.tap;
  const { connection } = journey;
  const no = noOf(ipv4Of(first)?.transport);
  if (!connection || !no || first.direction !== "sent" || machine === clientOf(connection, known)) return undefined;
  if (!factsOf(known, machine)) return undefined;
  const byProgram = role === "director" ? refusedByDirector : refusedByServer;
  return (
    refusedByFirewall(journey, no, known) ??
    byProgram(machine, connection, no, known) ??
    refusedByMethod(journey, no, known) ??
    refusedUnexplained(journey, no, known)
  );
}

function clientOf({ client }: Connection, { taps }: Case): string | undefined {
  return taps.find(({ addresses }) => addresses.includes(client.address))?.machine;
}

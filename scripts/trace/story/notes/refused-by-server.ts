import { type Case, factsOf } from "../case";
import type { Connection } from "../connections";
import { isWildcard, listenersOn } from "./listeners";
import type { Note } from "./note";
import { article, grownNo, type No } from "./refusal-words";

/** Nothing on a real server listens where the request went: on no address, or on others only. */
export function refusedByServer(machine: string, connection: Connection, no: No, known: Case): Note | undefined {
  const { protocol, virtual, real = virtual } = connection;
  if (protocol !== "tcp" && protocol !== "udp") return undefined;
  const port = `${protocol} port ${real.port}`;
  const there = listenersOn(factsOf(known, machine)?.listeners ?? [], protocol, real.port);
  // With a listener the reason is in the program: a connection that it gave up, say.
  if (there.some((address) => isWildcard(address) || address === real.address)) return undefined;
  const others = there.map((address) => `${address}:${real.port}`).join(", ");
  const sentence = others
    ? `on ${machine} a process listens on ${others}, none on ${real.address}:${real.port}`
    : `no process on ${machine} listens on ${port}`;
  return {
    kind: "refused",
    machine,
    sentence: `${sentence}: its kernel answers with ${article(no)}`,
    evidence: [`${machine}: ss: ${others || "no listener"} on ${port}`, ...grownNo(machine, no, known)],
  };
}

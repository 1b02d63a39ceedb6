import { type Case, factsOf, measuredOf } from "../case";
import type { Connection } from "../connections";
import { hookEvidence } from "./hook-evidence";
import type { Note } from "./note";
import { article, grownNo, type No } from "./refusal-words";

/** IPVS on a director has no virtual service, or no real server to give the request to. */
export function refusedByDirector(
  machine: string,
  { protocol, virtual }: Connection,
  no: No,
  known: Case,
): Note | undefined {
  const address = `${virtual.address}:${virtual.port}`;
  const service = factsOf(known, machine)?.services.find(
    (listed) => listed.protocol === protocol.toUpperCase() && listed.address === address,
  );
  const weights = service?.realServers.map((realServer) => `${realServer.address} weight ${realServer.weight}`);
  const note = (cause: string, listing: string): Note => ({
    kind: "refused",
    machine,
    sentence: `${cause}: ${machine}'s kernel answers with ${article(no)}`,
    evidence: [
      `${machine}: ipvsadm -ln: ${listing}`,
      ...grownNo(machine, no, known),
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

import type { Endpoint } from "../ipvs-connections";
import type { Ipv4Packet, Packet, Transport } from "../packet";

/** Two ends that speak to each other, as seen on one link. */
export interface Flow {
  /** The same for both directions. */
  readonly key: string;
  readonly protocol: Transport["kind"] | "other";
  readonly from: Endpoint;
  readonly to: Endpoint;
}

const protocolNames: Readonly<Record<number, Flow["protocol"]>> = { 1: "icmp", 6: "tcp", 17: "udp" };

/** The first fragments of a capture's datagrams: the others don't say which ports they are for. */
export function firstFragments(packets: readonly Packet[]): ReadonlyMap<string, Transport> {
  return new Map(
    packets.flatMap(({ content }) =>
      content.kind === "ipv4" && content.moreFragments && content.transport
        ? [[datagram(content), content.transport] as const]
        : [],
    ),
  );
}

/** The flow that a packet is of. An ICMP error is of the flow that it is about. */
export function flowOf({ content }: { content: Ipv4Packet }, fragments: ReadonlyMap<string, Transport>): Flow {
  const transport = content.transport ?? fragments.get(datagram(content));
  const { source, destination } = content;
  if (transport?.kind === "icmp" && transport.about) {
    const { about } = transport;
    const ends = [
      endpoint(about.source, about.sourcePort),
      endpoint(about.destination, about.destinationPort),
    ] as const;
    return flow(protocolNames[about.protocol] ?? "other", ...ends);
  }
  const ports = transport && "sourcePort" in transport ? transport : undefined;
  const ends = [endpoint(source, ports?.sourcePort), endpoint(destination, ports?.destinationPort)] as const;
  return flow(protocolNames[content.protocol] ?? "other", ...ends);
}

function flow(protocol: Flow["protocol"], from: Endpoint, to: Endpoint): Flow {
  const ends = [from, to].map(({ address, port }) => `${address}:${port}`).sort();
  return { key: [protocol, ...ends].join(" "), protocol, from, to };
}

/** A protocol without ports has port 0. */
function endpoint(address: string, port = 0): Endpoint {
  return { address, port };
}

/** RFC 791: fragments of one datagram have these in common. */
function datagram({ source, destination, protocol, id }: Ipv4Packet): string {
  return [source, destination, protocol, id].join(" ");
}

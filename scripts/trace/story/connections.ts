import { identityOf } from "../identity";
import type { Endpoint, IpvsConnection } from "../ipvs-connections";
import type { Ipv4Packet, Packet } from "../packet";
import { type Flow, firstFragments, flowOf } from "./flows";

/** A conversation between two ends, on both sides of the director. */
export interface Connection {
  /** Number, in order of the first packet. */
  readonly number: number;
  readonly protocol: Flow["protocol"];
  /** The end that spoke first. */
  readonly client: Endpoint;
  /** The end that it spoke to: VIP and port, where a virtual service is asked. */
  readonly virtual: Endpoint;
  /** The end that it was rewritten to: RIP and port. @default - it was rewritten to none */
  readonly real?: Endpoint;
  /** The director's word for its state after the last packet. @default - it is not in the connection table */
  readonly state?: string;
  /** How the packets on both sides of the director were found to be of one connection. */
  readonly joinedBy: "IPVS's connection table" | "sequence numbers" | "addresses";
}

/** The connections of a capture, and the one that each packet belongs to; ARP belongs to none. */
export interface Connections {
  readonly all: readonly Connection[];
  of(packet: Packet): Connection | undefined;
}

/**
 * Puts the packets of a capture into connections. What the director's table names as one connection is one; where it knows
 * nothing, conversations that share a packet, by what NAT cannot change of it, are one.
 *
 * @param packets in order of time
 */
export function connectionsOf(packets: readonly Packet[], table: readonly IpvsConnection[]): Connections {
  const fragments = firstFragments(packets);
  const flowOfPacket = (packet: Packet) => (isIpv4(packet) ? flowOf(packet, fragments) : undefined);
  const flows = new Map<string, { flow: Flow; entry?: IpvsConnection; identities: Set<string> }>();
  for (const packet of packets) {
    const flow = flowOfPacket(packet);
    if (!flow) continue;
    const known = flows.get(flow.key) ?? { flow, entry: entryOf(flow, table), identities: new Set<string>() };
    flows.set(flow.key, known);
    known.identities.add(identityOf(packet));
  }
  const groups: { flow: Flow; entry?: IpvsConnection; identities: Set<string> }[][] = [];
  for (const candidate of flows.values()) {
    const group = groups.find(([first]) => first && isSame(first, candidate));
    if (group) group.push(candidate);
    else groups.push([candidate]);
  }
  const all = groups.map((group, index) => connectionOf(group, index + 1));
  const byKey = new Map(groups.flatMap((group, index) => group.map(({ flow }) => [flow.key, all[index]])));
  return { all, of: (packet) => byKey.get(flowOfPacket(packet)?.key ?? "") };
}

interface Known {
  readonly flow: Flow;
  readonly entry?: IpvsConnection;
  readonly identities: ReadonlySet<string>;
}

function isSame(one: Known, other: Known): boolean {
  if (one.entry || other.entry) return one.entry === other.entry;
  return one.flow.protocol === other.flow.protocol && [...other.identities].some((mark) => one.identities.has(mark));
}

function connectionOf(group: readonly Known[], number: number): Connection {
  const [first, second] = group;
  if (!first) throw new Error("a connection has a packet");
  const { protocol, from, to } = first.flow;
  if (first.entry) {
    const { client, virtual, real, state } = first.entry;
    return { number, protocol, client, virtual, real, state, joinedBy: "IPVS's connection table" };
  }
  if (!second) return { number, protocol, client: from, virtual: to, joinedBy: "addresses" };
  return { number, protocol, client: from, virtual: to, real: second.flow.to, joinedBy: "sequence numbers" };
}

/** The line of the table that a conversation, on either side of the director, is of. */
function entryOf({ protocol, from, to }: Flow, table: readonly IpvsConnection[]): IpvsConnection | undefined {
  const ends = [from, to];
  const has = (end: Endpoint) => ends.some(({ address, port }) => address === end.address && port === end.port);
  return table.find(
    (entry) => entry.protocol === protocol && has(entry.client) && (has(entry.virtual) || has(entry.real)),
  );
}

function isIpv4(packet: Packet): packet is Packet & { content: Ipv4Packet } {
  return packet.content.kind === "ipv4";
}

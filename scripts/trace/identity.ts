import type { Packet, Transport } from "./packet";

/**
 * What neither a router nor NAT changes of a packet: by it the same packet is found again at the next tap. Addresses, ports
 * and the time to live are not in it; sequence numbers are, which IPVS leaves as they are (but for FTP), and the
 * identification, which is another one in each retransmission (RFC 6864, 4.1).
 */
export function identityOf({ content }: Packet): string {
  if (content.kind === "arp") {
    const { operation, senderAddress, senderMac, targetAddress } = content;
    return `arp ${operation} ${senderAddress} ${senderMac} ${targetAddress}`;
  }
  const { protocol, id, offset, moreFragments, transport } = content;
  return [protocol, id, offset, moreFragments, transport ? ofTransport(transport) : ""].join(" ");
}

function ofTransport(transport: Transport): string {
  switch (transport.kind) {
    case "tcp": {
      const { sequence, acknowledgement, flags, length, timestamp } = transport;
      return [sequence, acknowledgement, flags.join("+"), length, timestamp].join(" ");
    }
    case "udp":
      return `${transport.length} ${transport.data}`;
    case "icmp":
      return `${transport.type} ${transport.code} ${transport.echo ?? ""}`;
  }
}

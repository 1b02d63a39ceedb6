import type { IcmpMessage, Packet, TcpSegment } from "../packet";

/** What a packet is, in a few words: "SYN", "GET / (78 bytes)", "ICMP port unreachable", "who has 10.0.0.99?". */
export function packetWords({ content }: Packet): string {
  if (content.kind === "arp") {
    return content.operation === "request"
      ? `ARP: who has ${content.targetAddress}?`
      : `ARP: ${content.senderAddress} is at ${content.senderMac}`;
  }
  const { transport, offset, moreFragments } = content;
  if (offset > 0) return moreFragments ? "a further fragment" : "the last fragment";
  const fragment = moreFragments ? ", first fragment" : "";
  switch (transport?.kind) {
    case "tcp":
      return tcpWords(transport) + fragment;
    case "udp":
      return `UDP (${transport.length - 8} bytes)${fragment}`;
    case "icmp":
      return icmpWords(transport) + fragment;
    default:
      return `IP protocol ${content.protocol}${fragment}`;
  }
}

function tcpWords({ flags, length, http }: TcpSegment): string {
  const shown = flags.filter((flag) => flag !== "PSH").join(", ");
  const what = http ?? (length > 0 ? "data" : "");
  // PSH and ACK belong to each segment with data: only what is out of the ordinary is told beside it.
  const beside = flags.some((flag) => flag === "SYN" || flag === "FIN" || flag === "RST") ? `, ${shown}` : "";
  return what ? `${what} (${length} bytes)${beside}` : shown;
}

/** https://www.iana.org/assignments/icmp-parameters */
const icmpNames: Readonly<Record<string, string>> = {
  "0/0": "echo reply",
  "3/0": "network unreachable",
  "3/1": "host unreachable",
  "3/2": "protocol unreachable",
  "3/3": "port unreachable",
  "3/4": "fragmentation needed",
  "3/10": "host administratively prohibited",
  "3/13": "communication administratively prohibited",
  "5/0": "redirect for the network",
  "5/1": "redirect for the host",
  "8/0": "echo request",
  "11/0": "time to live exceeded",
};

function icmpWords({ type, code }: IcmpMessage): string {
  return `ICMP ${icmpNames[`${type}/${code}`] ?? `type ${type} code ${code}`}`;
}

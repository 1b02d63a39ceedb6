import type { ArpPacket, IcmpMessage, Ipv4Packet, Packet, TcpFlag, TcpSegment, Transport, UdpDatagram } from "./packet";

/** What tshark is asked for, a column each; https://www.wireshark.org/docs/dfref/ */
export const fields = [
  ...["frame.number", "frame.interface_name", "frame.time_epoch", "eth.src", "eth.dst"],
  ...["ip.src", "ip.dst", "ip.proto", "ip.id", "ip.ttl", "ip.frag_offset", "ip.flags.mf"],
  ...["tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.flags", "tcp.len"],
  ...["tcp.options.timestamp.tsval", "http.request.method", "http.request.uri", "http.response.code"],
  ...["http.response.phrase", "udp.srcport", "udp.dstport", "udp.length", "udp.payload"],
  ...["icmp.type", "icmp.code", "icmp.ident", "icmp.seq"],
  ...["arp.opcode", "arp.src.proto_ipv4", "arp.src.hw_mac", "arp.dst.proto_ipv4"],
] as const;

type Field = (typeof fields)[number];

/** A line's values by field; a field that occurs twice, as in the packet that an ICMP error quotes, has two. */
type Row = (field: Field) => readonly string[];

/** Bits of the TCP header's flags, lowest first: RFC 9293, 3.1 */
const tcpFlags: readonly TcpFlag[] = ["FIN", "SYN", "RST", "PSH", "ACK"];

/** Reads what tshark prints for {@link fields}: a line a packet, tabs between the columns. Lines that are not whole are left out. */
export function parsePackets(text: string): Packet[] {
  return text.split("\n").flatMap((line) => {
    const columns = line.split("\t");
    if (columns.length !== fields.length) return [];
    const packet = packetOf((field) => columns[fields.indexOf(field)]?.split(",").filter(Boolean) ?? []);
    return packet ? [packet] : [];
  });
}

function packetOf(row: Row): Packet | undefined {
  const content = row("arp.opcode").length > 0 ? arpOf(row) : ipv4Of(row);
  if (!content) return undefined;
  return {
    frame: number(row, "frame.number"),
    tap: word(row, "frame.interface_name"),
    time: microseconds(word(row, "frame.time_epoch")),
    sourceMac: word(row, "eth.src"),
    destinationMac: word(row, "eth.dst"),
    content,
  };
}

function arpOf(row: Row): ArpPacket {
  return {
    kind: "arp",
    operation: number(row, "arp.opcode") === 1 ? "request" : "reply",
    senderAddress: word(row, "arp.src.proto_ipv4"),
    senderMac: word(row, "arp.src.hw_mac"),
    targetAddress: word(row, "arp.dst.proto_ipv4"),
  };
}

function ipv4Of(row: Row): Ipv4Packet | undefined {
  const source = word(row, "ip.src");
  if (!source) return undefined;
  return {
    kind: "ipv4",
    source,
    destination: word(row, "ip.dst"),
    id: number(row, "ip.id"),
    ttl: number(row, "ip.ttl"),
    offset: number(row, "ip.frag_offset"),
    moreFragments: ["1", "True"].includes(word(row, "ip.flags.mf")),
    protocol: number(row, "ip.proto"),
    transport: transportOf(row),
  };
}

function transportOf(row: Row): Transport | undefined {
  if (number(row, "ip.frag_offset") > 0) return undefined;
  if (row("icmp.type").length > 0) return icmpOf(row);
  if (row("tcp.srcport").length > 0) return tcpOf(row);
  if (row("udp.srcport").length > 0) return udpOf(row);
  return undefined;
}

function tcpOf(row: Row): TcpSegment {
  const bits = number(row, "tcp.flags");
  const parts = ["http.request.method", "http.request.uri", "http.response.code", "http.response.phrase"] as const;
  // A comma within a text, which parts values here, is put back.
  const http = parts
    .map((field) => row(field).join(","))
    .filter(Boolean)
    .join(" ");
  return {
    kind: "tcp",
    sourcePort: number(row, "tcp.srcport"),
    destinationPort: number(row, "tcp.dstport"),
    sequence: number(row, "tcp.seq_raw"),
    acknowledgement: number(row, "tcp.ack_raw"),
    flags: tcpFlags.filter((_, bit) => bits & (1 << bit)),
    length: number(row, "tcp.len"),
    ...(row("tcp.options.timestamp.tsval").length > 0 && { timestamp: number(row, "tcp.options.timestamp.tsval") }),
    ...(http && { http }),
  };
}

function udpOf(row: Row): UdpDatagram {
  return {
    kind: "udp",
    sourcePort: number(row, "udp.srcport"),
    destinationPort: number(row, "udp.dstport"),
    length: number(row, "udp.length"),
    data: word(row, "udp.payload"),
  };
}

function icmpOf(row: Row): IcmpMessage {
  const [, source] = row("ip.src");
  const [, destination] = row("ip.dst");
  const [sourcePort] = [...row("tcp.srcport"), ...row("udp.srcport")];
  const [destinationPort] = [...row("tcp.dstport"), ...row("udp.dstport")];
  const echo = [...row("icmp.ident").slice(0, 1), ...row("icmp.seq").slice(0, 1)].join("/");
  return {
    kind: "icmp",
    type: number(row, "icmp.type"),
    code: number(row, "icmp.code"),
    ...(echo && { echo }),
    ...(source &&
      destination && {
        about: {
          protocol: Number(row("ip.proto")[1]),
          source,
          destination,
          ...(sourcePort && { sourcePort: Number(sourcePort) }),
          ...(destinationPort && { destinationPort: Number(destinationPort) }),
        },
      }),
  };
}

function word(row: Row, field: Field): string {
  return row(field)[0] ?? "";
}

/** Numbers are decimal, or hexadecimal with 0x. */
function number(row: Row, field: Field): number {
  return Number(word(row, field));
}

/** "1795571339.942729058": more digits than a number holds, so that the two halves are read apart. */
function microseconds(epoch: string): number {
  const [seconds = "", fraction = ""] = epoch.split(".");
  return Number(seconds) * 1e6 + Math.round(Number(`0.${fraction}`) * 1e6);
}

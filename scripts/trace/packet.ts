/** A packet as one tap saw it. */
export interface Packet {
  /** Number of the frame in the capture file. */
  readonly frame: number;
  /** Name of the tap. */
  readonly tap: string;
  /** Microseconds since the Unix epoch, by the clock of the capture. */
  readonly time: number;
  readonly sourceMac: string;
  readonly destinationMac: string;
  /** The network layer and what it carries: IPv4, or ARP beside it. */
  readonly content: Ipv4Packet | ArpPacket;
}

/** RFC 791 */
export interface Ipv4Packet {
  readonly kind: "ipv4";
  readonly source: string;
  readonly destination: string;
  /** Identification, which all fragments of a datagram share and routers leave as it is. */
  readonly id: number;
  /** Time to live: each router takes one off. */
  readonly ttl: number;
  /** Where the data of this fragment begins, in units of 8 bytes; 0 for the first, and for a whole datagram. */
  readonly offset: number;
  readonly moreFragments: boolean;
  /** Absent for another protocol, and for a fragment that is not its datagram's first. */
  readonly transport?: Transport;
  /** Number of the protocol above: 1 ICMP, 6 TCP, 17 UDP. */
  readonly protocol: number;
}

export type Transport = TcpSegment | UdpDatagram | IcmpMessage;

/** RFC 9293 */
export interface TcpSegment {
  readonly kind: "tcp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: readonly TcpFlag[];
  /** Bytes of data. */
  readonly length: number;
  /** The sender's clock in the option "timestamps" (RFC 7323): another one in each retransmission. */
  readonly timestamp?: number;
  /** What it begins with, if that is HTTP: "GET /" or "200 OK". */
  readonly http?: string;
}

export type TcpFlag = "FIN" | "SYN" | "RST" | "PSH" | "ACK";

/** RFC 768 */
export interface UdpDatagram {
  readonly kind: "udp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Bytes, header included. */
  readonly length: number;
  /** The data, hexadecimal. */
  readonly data: string;
}

/** RFC 792 */
export interface IcmpMessage {
  readonly kind: "icmp";
  readonly type: number;
  readonly code: number;
  /** Identifier and sequence number of an echo, "1/2". */
  readonly echo?: string;
  /** The packet that an error message is about, as far as it quotes it. */
  readonly about?: Quoted;
}

/** The beginning of a packet that an ICMP error quotes. */
export interface Quoted {
  readonly protocol: number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** RFC 826 */
export interface ArpPacket {
  readonly kind: "arp";
  readonly operation: "request" | "reply";
  readonly senderAddress: string;
  readonly senderMac: string;
  readonly targetAddress: string;
}

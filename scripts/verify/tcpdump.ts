/** One packet as tcpdump prints it with `-nn -i any`: the interface, and the two ends of layers 3 and 4. */
export interface SeenPacket {
  readonly interface: string;
  readonly direction: string;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
}

/** Reads lines such as "eth1  In  IP 192.168.10.6.40000 > 192.168.10.100.80: Flags [S], …"; see tcpdump(1). */
export function parseTcpdump(text: string): SeenPacket[] {
  const line = /(\S+)\s+(In|Out)\s+IP (\d+\.\d+\.\d+\.\d+)\.(\d+) > (\d+\.\d+\.\d+\.\d+)\.(\d+):/g;
  return [...text.matchAll(line)].map(([, name = "", direction = "", source = "", sport, destination = "", dport]) => ({
    interface: name,
    direction,
    source,
    sourcePort: Number(sport),
    destination,
    destinationPort: Number(dport),
  }));
}

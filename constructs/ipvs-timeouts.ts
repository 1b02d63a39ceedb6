/**
 * How long IPVS remembers connections on which nothing comes: `ipvsadm --set`, in seconds, whole numbers from 1 to
 * 2678400, which is 31 days.
 */
export interface IpvsTimeouts {
  /**
   * TCP connections that are established.
   *
   * @default 900 as the kernel does
   */
  readonly tcpSeconds?: number;
  /**
   * TCP connections after a FIN.
   *
   * @default 120 as the kernel does
   */
  readonly tcpFinSeconds?: number;
  /**
   * UDP, where a connection is the packets between the same two ends.
   *
   * @default 300 as the kernel does
   */
  readonly udpSeconds?: number;
}

/** The time-outs with the kernel's own in the gaps (net/netfilter/ipvs, ip_vs_proto_tcp.c and ip_vs_proto_udp.c). */
export function completeTimeouts({
  tcpSeconds = 900,
  tcpFinSeconds = 120,
  udpSeconds = 300,
}: IpvsTimeouts): Required<IpvsTimeouts> {
  return { tcpSeconds, tcpFinSeconds, udpSeconds };
}

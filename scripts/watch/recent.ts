import type { IpvsConnection } from "../trace/ipvs-connections";

/** Seconds after its last packet that a connection is forgotten, by its state: net/netfilter/ipvs/ip_vs_proto_tcp.c, tcp_timeouts. */
const tcpTimeouts: Readonly<Record<string, number>> = {
  ESTABLISHED: 15 * 60,
  SYN_SENT: 2 * 60,
  SYN_RECV: 60,
  FIN_WAIT: 2 * 60,
  TIME_WAIT: 2 * 60,
  CLOSE: 10,
  CLOSE_WAIT: 60,
  LAST_ACK: 30,
  LISTEN: 2 * 60,
  SYNACK: 2 * 60,
};

/** The same for UDP: ip_vs_proto_udp.c, udp_timeouts. */
const udpTimeout = 5 * 60;

/**
 * The connections with the latest packet first. The table has no time of it, only that at which a connection will be forgotten;
 * where `ipvsadm --set` has changed the timeouts, states come in another order.
 */
export function latestFirst(connections: readonly IpvsConnection[]): IpvsConnection[] {
  return [...connections].sort((one, other) => silenceOf(one) - silenceOf(other));
}

/** Seconds since the last packet. */
function silenceOf({ protocol, state, expires }: IpvsConnection): number {
  return (protocol === "udp" ? udpTimeout : (tcpTimeouts[state] ?? 0)) - expires;
}

/**
 * The kernel's settings of IPVS, net.ipv4.vs.*: https://docs.kernel.org/networking/ipvs-sysctl.html has each at length.
 * Here they have the same names in camelCase, and switches are true or false. Left out are debug_level, which a kernel
 * has only if it was built for debugging, est_cpulist, since a guest has hardly a CPU to choose, and the two of single
 * schedulers, lblc_expiration and lblcr_expiration, which are there only while such a service is.
 */
export interface IpvsSettings {
  /** One packet or connection in so many is dropped, where a defence is always on (3). @default 10 */
  readonly amDroprate?: number;
  /** Free memory, in pages, below which the defences that are automatic (1) begin. @default 1024 */
  readonly amemthresh?: number;
  /** Ignore this director's own services while it is a backup. @default false */
  readonly backupOnly?: boolean;
  /** Send a request on to its own destination where no real server is left (transparent caches). @default false */
  readonly cacheBypass?: boolean;
  /** What becomes of a client's port that is used again, bits: 0 keeps the real server, 1 schedules anew. @default 1 */
  readonly connReuseMode?: 0 | 1 | 2 | 3;
  /** Keep entries of netfilter's connection tracking too, so that iptables and conntrack see them. @default false */
  readonly conntrack?: boolean;
  /** Drop half-open connections: 0 never, 1 when memory is short (which is 2 while it is so), 3 always. @default 0 */
  readonly dropEntry?: 0 | 1 | 3;
  /** Drop packets before they are scheduled: 0 never, 1 when memory is short, 3 always. @default 0 */
  readonly dropPacket?: 0 | 1 | 3;
  /** Priority of the tasks that estimate rates, from -20 to 19. @default 0 */
  readonly estNice?: number;
  /** End a client's connection at once when its real server is taken out, instead of dropping its packets. @default false */
  readonly expireNodestConn?: boolean;
  /** Forget where a persistent client was kept when that real server gets weight 0. @default false */
  readonly expireQuiescentTemplate?: boolean;
  /** Don't schedule packets that came through a tunnel. @default false */
  readonly ignoreTunneled?: boolean;
  /** Answer with an ICMP error, to VIPs of NAT, when a real server's packet belongs to no connection. @default false */
  readonly natIcmpSend?: boolean;
  /** Tell senders of packets that are too long for a tunnel's path. @default true */
  readonly pmtuDisc?: boolean;
  /** Estimate rates, for `ipvsadm -ln --rate`. @default true */
  readonly runEstimation?: boolean;
  /** Schedule ICMP of unknown connections too, not TCP, UDP and SCTP alone. @default false */
  readonly scheduleIcmp?: boolean;
  /**
   * Against floods: a stricter table of TCP's states, in which a connection is established only after the whole handshake. 0
   * never, 1 when memory is short, 3 always.
   *
   * @default 0
   */
  readonly secureTcp?: 0 | 1 | 3;
  /** Take SCTP packets in the middle of a connection for its beginning. @default false */
  readonly sloppySctp?: boolean;
  /** Take TCP packets in the middle of a connection for its beginning. @default false */
  readonly sloppyTcp?: boolean;
  /** Route a reply anew after its source has become the VIP. @default true */
  readonly snatReroute?: boolean;
  /** Synchronise a persistent client only where it was kept, not its connections. @default false */
  readonly syncPersistMode?: boolean;
  /** Threads, and UDP ports, of the synchronisation between directors: a power of two from 1 to 128. @default 1 */
  readonly syncPorts?: number;
  /** Messages that wait for the synchronisation at most. @default - a thirty-second of the memory's pages */
  readonly syncQlenMax?: number;
  /** Seconds within which a connection's state is not synchronised again; 0 is by syncThreshold alone. @default 0 */
  readonly syncRefreshPeriod?: number;
  /** How often a synchronised state is sent again within the refresh period. @default 0 */
  readonly syncRetries?: 0 | 1 | 2 | 3;
  /** Bytes of the synchronisation's socket buffers; 0 is the system's own. @default 0 */
  readonly syncSockSize?: number;
  /** A connection is synchronised at its nth packet, and then once in so many: [n, period], n below period. @default [3, 50] */
  readonly syncThreshold?: readonly [number, number];
  /** Version of the synchronisation's messages. @default 1 */
  readonly syncVersion?: 0 | 1;
}

/**
 * Settings, by their kernel names, that the kernel changes itself: 1 becomes 2 while memory is short, and 2 becomes 1 when it is not
 * any more.
 */
export const defences: readonly string[] = ["drop_entry", "drop_packet", "secure_tcp"];

/** The settings by their sysctl(8) names: `expireNodestConn: true` is `net.ipv4.vs.expire_nodest_conn` 1. */
export function ipvsSysctls(settings: IpvsSettings): Record<string, string> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [sysctlName(name), sysctlValue(value)]));
}

function sysctlName(camelCase: string): string {
  return `net.ipv4.vs.${camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

/** Of what is none of these, its text: which is refused then. */
function sysctlValue(value: boolean | number | readonly number[]): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  return Array.isArray(value) ? value.join(" ") : String(value);
}

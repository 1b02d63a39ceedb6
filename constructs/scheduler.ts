/**
 * The scheduling methods of IPVS, by the names that `ipvsadm -s` takes: ipvsadm(8), and
 * https://docs.kernel.org/networking/ipvs-sysctl.html for their settings. Each is a kernel module, `ip_vs_<name>`.
 */
export const schedulers = [
  /** Round robin: one real server after the other. */
  "rr",
  /** Weighted round robin: in turn, by the proportion of the weights. */
  "wrr",
  /** Least connections. */
  "lc",
  /** Weighted least connections; what ipvsadm takes when it is given none. */
  "wlc",
  /** Locality-based least connections: the same real server for the same destination address. */
  "lblc",
  /** The same with replication: a set of real servers for each destination address. */
  "lblcr",
  /** Source hashing: the same real server for the same client. */
  "sh",
  /** Destination hashing. */
  "dh",
  /** Shortest expected delay: by (connections + 1) / weight. */
  "sed",
  /** Never queue: an idle real server if there is one, else as sed. */
  "nq",
  /** Weighted fail-over: the available real server with the highest weight. */
  "fo",
  /** Weighted overflow: the highest weight until it has as many connections, then the next. */
  "ovf",
  /** Maglev hashing: source hashing that moves few clients when real servers come and go. */
  "mh",
  /** Weighted random twos: the less loaded of two drawn by weight. */
  "twos",
] as const;

export type Scheduler = (typeof schedulers)[number];

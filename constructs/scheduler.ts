/**
 * The scheduling methods of IPVS, by the names that `ipvsadm -s` takes: ipvsadm(8), and
 * https://docs.kernel.org/networking/ipvs-sysctl.html for their settings. Each is a kernel module, `ip_vs_<name>`.
 *
 * - `rr`: round robin: one real server after the other
 * - `wrr`: weighted round robin: in turn, by the proportion of the weights
 * - `lc`: least connections
 * - `wlc`: weighted least connections; what ipvsadm takes when it is given none
 * - `lblc`: locality-based least connections: the same real server for the same destination address
 * - `lblcr`: the same with replication: a set of real servers for each destination address
 * - `sh`: source hashing: the same real server for the same client
 * - `dh`: destination hashing
 * - `sed`: shortest expected delay: by (connections + 1) / weight
 * - `nq`: never queue: an idle real server if there is one, else as sed
 * - `fo`: weighted fail-over: the available real server with the highest weight
 * - `ovf`: weighted overflow: the highest weight until it has as many connections, then the next
 * - `mh`: Maglev hashing: source hashing that moves few clients when real servers come and go
 * - `twos`: weighted random twos: the less loaded of two drawn by weight
 */
export const schedulers = [
  "rr",
  "wrr",
  "lc",
  "wlc",
  "lblc",
  "lblcr",
  "sh",
  "dh",
  "sed",
  "nq",
  "fo",
  "ovf",
  "mh",
  "twos",
] as const;

/** One of the {@link schedulers}. */
export type Scheduler = (typeof schedulers)[number];

/**
 * Schedulers that look at a weight only to see whether it is 0, and what to use instead where there is something that
 * weighs: net/netfilter/ipvs/ip_vs_rr.c, ip_vs_lc.c and ip_vs_dh.c.
 */
export const weightless: Readonly<Partial<Record<Scheduler, Scheduler | undefined>>> = {
  rr: "wrr",
  lc: "wlc",
  dh: undefined,
};

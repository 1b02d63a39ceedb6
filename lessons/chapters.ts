import { connectionSync } from "./availability/connection-sync";
import { failover } from "./availability/failover";
import { deleted } from "./connections/deleted";
import { draining } from "./connections/draining";
import { expireNodest } from "./connections/expire-nodest";
import { frozen } from "./connections/frozen";
import { idle } from "./connections/idle";
import { quiescentTemplate } from "./connections/quiescent-template";
import { states } from "./connections/states";
import { stoppedHttpd } from "./connections/stopped-httpd";
import { procFiles } from "./counters/proc-files";
import { rate } from "./counters/rate";
import { stats } from "./counters/stats";
import type { Experiment } from "./experiment";
import { dropPacket } from "./limits/drop-packet";
import { firewall } from "./limits/firewall";
import { hairpin } from "./limits/hairpin";
import { hairpinNat } from "./limits/hairpin-nat";
import { synFlood } from "./limits/syn-flood";
import { alternation } from "./packets-way/alternation";
import { forwardingOff } from "./packets-way/forwarding-off";
import { gateway } from "./packets-way/gateway";
import { noListener } from "./packets-way/no-listener";
import { ownCurl } from "./packets-way/own-curl";
import { persistence } from "./ports/persistence";
import { portMapping } from "./ports/port-mapping";
import { destinationHashing } from "./scheduling/destination-hashing";
import { hashingFallback } from "./scheduling/hashing-fallback";
import { leastConnection } from "./scheduling/least-connection";
import { maglevHashing } from "./scheduling/maglev-hashing";
import { shortestDelay } from "./scheduling/shortest-delay";
import { sourceHashing } from "./scheduling/source-hashing";
import { weightedLeastConnection } from "./scheduling/weighted-least-connection";
import { weights } from "./scheduling/weights";
import type { Text } from "./text";

/** Experiments that teach one subject. */
export interface Chapter {
  readonly title: Text;
  /** In the order in which they teach. */
  readonly experiments: readonly Experiment[];
}

/** All experiments, in the order in which they teach. */
export const chapters: readonly Chapter[] = [
  {
    title: { en: "The packet's way", zh: "数据包的路径" },
    experiments: [alternation, noListener, ownCurl, forwardingOff, gateway],
  },
  {
    title: { en: "Scheduling", zh: "调度" },
    experiments: [
      weights,
      leastConnection,
      weightedLeastConnection,
      shortestDelay,
      sourceHashing,
      hashingFallback,
      maglevHashing,
      destinationHashing,
    ],
  },
  { title: { en: "Ports and services", zh: "端口与服务" }, experiments: [portMapping, persistence] },
  {
    title: { en: "Life of a connection", zh: "连接的一生" },
    experiments: [states, idle, stoppedHttpd, frozen, draining, quiescentTemplate, deleted, expireNodest],
  },
  { title: { en: "Counters", zh: "计数器" }, experiments: [stats, rate, procFiles] },
  {
    title: { en: "Limits of NAT mode", zh: "NAT 模式的局限" },
    experiments: [hairpin, hairpinNat, firewall, synFlood, dropPacket],
  },
  { title: { en: "High availability", zh: "高可用" }, experiments: [failover, connectionSync] },
];

/** All experiments, by themselves. */
export const experiments: readonly Experiment[] = chapters.flatMap((chapter) => chapter.experiments);

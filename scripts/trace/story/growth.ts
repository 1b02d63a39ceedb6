import type { Measured } from "../guests/measure";

/** Counters that grow when a kernel drops or refuses a packet; the words are of RFC 2011/4293 and of the kernel's snmp_counter document. */
const refusing: Readonly<Record<string, string>> = {
  IpInHdrErrors: "bad headers, or the time to live is over",
  IpInAddrErrors: "not for this machine, and it does not forward",
  IpInDiscards: "discarded on arrival",
  IpOutDiscards: "discarded on leaving",
  IpOutNoRoutes: "no route out",
  IpExtInNoRoutes: "no route for what arrived",
  TcpExtIPReversePathFilter: "refused by the reverse path filter",
  TcpExtListenOverflows: "the listener's queue is full",
  TcpExtListenDrops: "SYNs that came to a listener and were not taken: its queue full, or no way for the answer",
};

/** By how much a counter has grown between the two measurements. */
export function growth({ before, after }: Measured, counter: string): number {
  return (after?.counters[counter] ?? 0) - (before?.counters[counter] ?? 0);
}

/**
 * Sentences about the counters of lost packets that have grown: "rs1: IpInAddrErrors +3 during the trace (not for this machine, …)".
 * They count all of a machine's packets, not one connection's.
 */
export function grownRefusals(measured: Measured): string[] {
  return Object.entries(refusing)
    .filter(([counter]) => growth(measured, counter) > 0)
    .map(
      ([counter, words]) => `${measured.machine}: ${counter} +${growth(measured, counter)} during the trace (${words})`,
    );
}

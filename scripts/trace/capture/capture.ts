import { decode } from "../decode";
import type { Packet } from "../packet";

/** A capture that runs. */
export interface RunningCapture {
  /** Ends it. */
  stop(): Promise<Capture>;
}

/** What all taps saw, by one clock. */
export interface Capture {
  /** Packets of all taps in order of time. */
  readonly packets: readonly Packet[];
  /** A pcapng file with an interface for each tap, named after it. */
  readonly file: string;
  readonly clock: Clock;
  /** What a reader should know of the capture itself. */
  readonly notices: readonly string[];
}

/** Whose clock the times are of. */
export interface Clock {
  /** In words. */
  readonly name: string;
  /** Microseconds by which times of two machines may be apart at the most; 0 where one clock stamped all packets. */
  readonly errorUs: number;
}

/** What is captured: the lab's protocols; bridges' own (STP) and IPv6 are left out. See pcap-filter(7). */
export const captureFilter = "ip or arp";

/** Seconds after which a capture ends by itself, should nobody end it. */
export const captureLimitSeconds = 3600;

/** The packets of a capture file in order of time, and a notice where it is not whole. */
export async function readCapture(file: string): Promise<{ packets: Packet[]; notices: string[] }> {
  const { packets, cutShort } = await decode(file);
  return {
    packets: [...packets].sort((one, other) => one.time - other.time),
    notices: cutShort ? ["the capture file is cut short; what came before is shown"] : [],
  };
}

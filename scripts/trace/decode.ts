import { existsSync } from "node:fs";
import { LabError } from "../run/errors";
import { attempt, failure } from "../run/run";
import type { Packet } from "./packet";
import { fields, parsePackets } from "./tshark-fields";

/**
 * Settings of tshark's dissectors: fragments stay apart and sequence numbers as they are on the wire, so that a packet can
 * be found again at the next tap.
 */
const preferences = [
  "ip.defragment:FALSE",
  "tcp.desegment_tcp_streams:FALSE",
  "tcp.relative_sequence_numbers:FALSE",
  "tcp.analyze_sequence_numbers:FALSE",
];

/** The text that {@link parsePackets} reads, of a capture file; see tshark(1). IPv4 and ARP only. */
export function tsharkCommand(file: string): string[] {
  return [
    ...["tshark", "-n", "-r", file, "-Y", "ip or arp"],
    ...preferences.flatMap((preference) => ["-o", preference]),
    ...["-T", "fields", "-E", "occurrence=a", "-E", "aggregator=,"],
    ...fields.flatMap((field) => ["-e", field]),
  ];
}

/** What a capture file holds. */
export interface Decoded {
  readonly packets: readonly Packet[];
  /** The file ends within a packet, as one does whose capture was killed; what comes before is there. */
  readonly cutShort: boolean;
}

/** Reads a capture file with tshark. @throws LabError when it is none */
export async function decode(file: string): Promise<Decoded> {
  if (!existsSync(file)) throw new LabError(`there is no capture file ${file}; the capture did not write it`);
  const command = tsharkCommand(file);
  const outcome = await attempt(command, { timeoutSeconds: 120 });
  const cutShort = outcome.stderr.includes("cut short");
  if (outcome.exitCode !== 0 && !cutShort) throw failure(`reading ${file}`, command, outcome);
  return { packets: parsePackets(outcome.stdout), cutShort };
}

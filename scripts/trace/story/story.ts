import type { LabDescription } from "../../../constructs/lab-description";
import type { Clock } from "../capture/capture";
import type { Measured } from "../guests/measure";
import type { Packet } from "../packet";
import { type Tap, tapsOf } from "../tap";
import type { Case } from "./case";
import { type Connection, connectionsOf } from "./connections";
import { type Journey, journeysOf } from "./journeys";
import type { Note } from "./notes/note";
import { notesOn } from "./notes/notes";
import { isAnswered } from "./notes/unanswered-arp";
import { type Step, stepsOf } from "./steps";
import { unsentNotices } from "./unsent";
import { packetWords } from "./words";

/** What was seen and measured of a lab, told packet by packet: the result of `./lab trace`. */
export interface Story {
  readonly lab: LabDescription;
  readonly taps: readonly Tap[];
  /** What made the traffic. @default - whatever passed */
  readonly command?: TracedCommand;
  readonly clock: Clock;
  /** When the first packet was seen, in milliseconds since the Unix epoch. */
  readonly began: number;
  readonly connections: readonly Connection[];
  /** In order of time. */
  readonly packets: readonly ToldPacket[];
  readonly notices: readonly string[];
}

export interface TracedCommand {
  readonly machine: string;
  readonly words: readonly string[];
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One packet on its way through the lab. */
export interface ToldPacket {
  /** Number of its connection; absent for ARP. */
  readonly connection?: number;
  /** What it is, in a few words: "SYN". */
  readonly words: string;
  /** The sender has sent the same data before. */
  readonly again: boolean;
  readonly steps: readonly Step[];
  readonly notes: readonly Note[];
}

/** What a story is told from. */
export interface Seen {
  readonly lab: LabDescription;
  /** In order of time. */
  readonly packets: readonly Packet[];
  readonly measured: readonly Measured[];
  readonly clock: Clock;
  readonly notices: readonly string[];
  readonly command?: TracedCommand;
}

/** Joins, follows and judges what was seen. */
export function tell({ lab, packets, measured, clock, notices, command }: Seen): Story {
  const taps = tapsOf(lab);
  const connections = connectionsOf(
    packets,
    measured.flatMap(({ after }) => after?.connections ?? []),
  );
  const journeys = journeysOf(packets, taps, connections);
  const known: Case = { lab, taps, measured, journeys };
  const start = packets[0]?.time ?? 0;
  const hooksOf = (machine: string) => measured.find((one) => one.machine === machine)?.hooks;
  return {
    lab,
    taps,
    ...(command && { command }),
    clock,
    began: start / 1000,
    connections: connections.all,
    packets: journeys
      .filter((journey) => isWorthTelling(journey, journeys))
      .map((journey) => ({
        ...(journey.connection && { connection: journey.connection.number }),
        words: journey.sightings[0] ? packetWords(journey.sightings[0].packet) : "",
        again: journey.again,
        steps: stepsOf(journey, start, hooksOf),
        notes: notesOn(journey, known),
      })),
    notices: [...notices, ...unsentNotices(measured, journeys)],
  };
}

/**
 * ARP is told where it finds a way or fails to. Kernels also confirm now and then, machine to machine, what they know already;
 * that is left out.
 */
function isWorthTelling({ sightings: [first] }: Journey, journeys: readonly Journey[]): boolean {
  const content = first?.packet.content;
  if (content?.kind !== "arp") return true;
  const { operation, senderAddress, targetAddress } = content;
  const isBroadcast = (packet: Packet) => packet.destinationMac === "ff:ff:ff:ff:ff:ff";
  if (operation === "request") return (first && isBroadcast(first.packet)) || !isAnswered(content, journeys);
  return journeys.some(({ sightings: [question] }) => {
    const asked = question?.packet.content;
    if (asked?.kind !== "arp" || asked.operation !== "request" || !question) return false;
    return (
      isBroadcast(question.packet) && asked.senderAddress === targetAddress && asked.targetAddress === senderAddress
    );
  });
}

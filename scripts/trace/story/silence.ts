import type { TcpSegment } from "../packet";
import { type Case, firstSighting, ipv4Of, lastSighting } from "./case";
import { type Journey, sequenceKey } from "./journeys";

/** Whether a machine has sent anything of its own in a journey's connection. */
export function hasSpoken(machine: string, { connection }: Journey, { journeys }: Case): boolean {
  return journeys.some((other) => other.connection === connection && isFrom(machine, other));
}

/** Whether a machine never acknowledged what came to it, though it was sent again, as TCP does then (RFC 9293, 3.8.1). */
export function isIgnored(journey: Journey, { journeys }: Case): boolean {
  const { machine } = lastSighting(journey).tap;
  const segment = segmentOf(journey);
  const key = sequenceKey(journey);
  if (!segment || key === undefined) return false;
  const others = journeys.filter(({ connection }) => connection === journey.connection);
  const sentAgain = others.some((other) => other.again && sequenceKey(other) === key);
  return sentAgain && !others.some((other) => isFrom(machine, other) && acknowledges(segmentOf(other), segment));
}

/** RFC 9293, 3.4: numbers go around at 2^32, and a SYN and a FIN take one each. */
function acknowledges(answer: TcpSegment | undefined, { sequence, length, flags }: TcpSegment): boolean {
  if (!answer?.flags.includes("ACK")) return false;
  const marks = flags.filter((flag) => flag === "SYN" || flag === "FIN").length;
  const ahead = (answer.acknowledgement - (sequence + length + marks)) >>> 0;
  return ahead < 2 ** 31;
}

function segmentOf(journey: Journey): TcpSegment | undefined {
  const transport = ipv4Of(firstSighting(journey))?.transport;
  return transport?.kind === "tcp" ? transport : undefined;
}

function isFrom(machine: string, journey: Journey): boolean {
  const { tap, direction } = firstSighting(journey);
  return tap.machine === machine && direction === "sent";
}

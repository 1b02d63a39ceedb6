import type { Command, CommandObservation, Seen } from "./experiment";
import type { Text } from "./text";
import type { Values } from "./values";

/**
 * What becomes of two requests of the client on a lab with a fault: one runs into curl's time-out, or ends at once with an
 * error, or the same page comes twice.
 */
export type Symptom = "waits" | "refused" | "one page";

/** Something that is broken without telling, for `./lab break`. */
export interface Fault {
  /** What it is called in a grade. */
  readonly name: string;
  readonly title: Text;
  /**
   * What it touches, such as `table`. Of two faults with the same part an exam has one at most, so that the evidence of
   * each is its own: the faults of other parts do not change it.
   */
  readonly part: string;
  /** What is done to the lab. */
  readonly break: readonly Command[];
  /** What the client sees of it, where it is the only fault. */
  readonly symptom: Symptom;
  /** What is seen where the fault lies as long as it is not there, whatever else is broken: whether it is mended. */
  readonly healthy: CommandObservation;
  /** From vague to where it lies; two at least. */
  readonly hints: readonly Text[];
  /** What undoes it, and leaves the lab as it is declared. */
  readonly repair: readonly Command[];
}

/**
 * The client asks twice, and both real servers answer: what each fault spoils. Two seconds are less than the three that ARP
 * asks before a neighbour is given up (arp(7): mcast_solicit, retrans_time_ms), so no fault is at times the one and at times the other.
 */
export const bothAnswer: CommandObservation = {
  on: "client",
  run: "for i in 1 2; do curl -sS -m 2 {VIP}:{PORT} || exit; done",
  says: { en: "both real servers answer the client", zh: "两台真实服务器都应答客户端" },
  holds: (seen, values) => symptomOf(seen, values) === undefined,
};

/** Reads what {@link bothAnswer} comes to; exit codes: curl(1). @returns nothing where both real servers answer */
export function symptomOf({ lines, exitCode }: Seen, { PAGE1, PAGE2 }: Values): Symptom | undefined {
  if (exitCode === 28) return "waits";
  if (exitCode !== 0) return "refused";
  return lines.includes(PAGE1) && lines.includes(PAGE2) ? undefined : "one page";
}

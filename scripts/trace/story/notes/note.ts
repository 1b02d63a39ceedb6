/** What is to be said of a packet that did not go the way of a working lab. Nothing is said that was not measured. */
export interface Note {
  readonly kind: "lost" | "no answer" | "refused" | "astray";
  /** The machine at which it happened. */
  readonly machine: string;
  readonly sentence: string;
  /** What was measured: settings, counters, tables. */
  readonly evidence: readonly string[];
}

/** What is said where nothing that was measured tells the cause. */
export const unexplained = "what was measured does not say why";

/** Why a machine did not pass a packet on, as far as it was measured. */
export interface Cause {
  /** "a firewall rule refuses it". */
  readonly words: string;
  readonly evidence: readonly string[];
}

/** How a difference is told: as what was found in a guest, or as what is going to be done to it. */
export interface Telling {
  /** What is said of a whole that is declared and not there. */
  readonly absent: string;
  /** What is said of a whole that is there and not declared. */
  readonly surplus: string;
  /** The same of a part of something. */
  readonly lacks: (part: string) => string;
  readonly has: (part: string) => string;
}

/** A guest is not as it is declared. */
export const drift: Telling = {
  absent: "is missing",
  surplus: "is not declared",
  lacks: (part) => `lacks ${part}`,
  has: (part) => `has ${part}, which is not declared`,
};

/** A guest becomes what is declared now. */
export const plan: Telling = {
  absent: "is new",
  surplus: "is not declared any more",
  lacks: (part) => `gets ${part}`,
  has: (part) => `loses ${part}`,
};

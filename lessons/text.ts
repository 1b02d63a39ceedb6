/** A text in the languages of the lessons. `{VIP}`, `{RIP1}`, … stand for what the lab has: see {@link Values}. */
export interface Text {
  readonly en: string;
  /** Simplified Chinese. */
  readonly zh: string;
}

/** A language of the lessons. */
export type Language = keyof Text;

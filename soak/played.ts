/** What a round came to. */
export interface Played {
  /** Whether there was something to disturb before the command's end. */
  readonly happened: boolean;
  /** What is not as promised, in words; nothing where all is. */
  readonly complaints: readonly string[];
}

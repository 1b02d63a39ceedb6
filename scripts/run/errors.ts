/** Something that a person can mend: the message says what is wrong, what was expected, and the next thing to try. */
export class LabError extends Error {
  override readonly name = "LabError";
}

/** The command line itself is wrong: exit code 2, as usual for Unix tools. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

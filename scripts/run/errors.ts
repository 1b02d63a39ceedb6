/** Something that a person can mend: the message says what is wrong, what was expected, and the next thing to try. */
export class LabError extends Error {
  override readonly name = "LabError";
}

/** What is said where the disk is full. */
export const diskFull =
  "the disk is full; free some of it, and run the same command again: it goes on where it stopped";

/** There is no room left for what is being waited for: it would not come. */
export class DiskFullError extends LabError {
  constructor() {
    super(diskFull);
  }
}

/** Whether something could not be written because the file system, or its user's quota, is full: errno(3). */
export function isDiskFull(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

/** The command line itself is wrong: exit code 2, as usual for Unix tools. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

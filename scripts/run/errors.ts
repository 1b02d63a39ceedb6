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

/** What Node.js says of a folder in a file's place, or the other way round. */
const wrongKind = ["EISDIR", "ENOTDIR", "EEXIST", "ERR_FS_EISDIR"];

/** The path of what is a folder in place of a file, or the other way round. @default - something else is wrong */
export function wrongKindOf(error: unknown): string | undefined {
  const { code = "", path, dest } = (error ?? {}) as NodeJS.ErrnoException & { readonly dest?: string };
  // Of a file that could not take another's place that one is meant.
  return wrongKind.includes(code) ? (dest ?? path) : undefined;
}

/** The command line itself is wrong: exit code 2, as usual for Unix tools. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What one part of a machine's job adds to its guest: files, then commands that make them count. */
export interface GuestSetup {
  readonly files: readonly GuestFile[];
  /** Programs with their arguments, run once as root at the first boot; what must hold after it is in the files. */
  readonly commands: readonly (readonly string[])[];
}

/** A text file, owned by root and readable by all. */
export interface GuestFile {
  readonly path: string;
  readonly content: string;
}

/** What one part of a machine's job adds to its guest: files, then commands that make them count. */
export interface GuestSetup {
  /** What it is, in a word or two, as a plan names it: "page". */
  readonly name: string;
  readonly files: readonly GuestFile[];
  /** Programs with their arguments, run once as root at the first boot; what must hold after it is in the files. */
  readonly commands: readonly (readonly string[])[];
  /** Programs that make changed files count in a guest that runs already. */
  readonly reload: readonly (readonly string[])[];
  /**
   * Its files may take the place of the image's own, which come back when it is not declared any more.
   *
   * @default false
   */
  readonly replaces?: true;
  /**
   * Programs that end what the setup has begun, when it is not declared any more. Its files are removed then.
   *
   * @default - none
   */
  readonly undo?: readonly (readonly string[])[];
}

/** A text file, owned by root and readable by all. */
export interface GuestFile {
  /** Absolute, without `.`, `..` or doubled slashes. */
  readonly path: string;
  readonly content: string;
}

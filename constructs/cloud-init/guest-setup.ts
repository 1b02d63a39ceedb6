/** What one part of a machine's job adds to its guest: files, then commands that make them count. */
export interface GuestSetup {
  /** What it is, in a word or two, as a plan names it: "page". */
  readonly name: string;
  readonly files: readonly SeedFile[];
  /** Programs with their arguments, run once as root at the first boot; what must hold after it is in the files. */
  readonly commands: readonly (readonly string[])[];
  /**
   * Programs that make changed files count in a guest that runs already.
   *
   * @default - a change needs a new machine
   */
  readonly reload?: readonly (readonly string[])[];
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

/** A file as cloud-init is told of it. */
export interface SeedFile extends GuestFile {
  /** The content is in base64: https://docs.cloud-init.io/en/latest/reference/modules.html#write-files */
  readonly encoding?: "b64";
}

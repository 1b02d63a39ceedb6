import { onPath } from "./on-path";

/** What a machine needs to run the lab. One row, one thing that can be missing. */
export interface Requirement {
  readonly name: string;
  /** What the lab uses it for. */
  readonly why: string;
  /** What is wrong, in words; `undefined` when all is well. */
  readonly problem: () => Promise<string | undefined>;
  /** Debian packages that bring it. @default - no package does; see mend */
  readonly packages?: readonly string[];
  /** A command, run as root, that mends what no package does. @default - none */
  readonly asRoot?: readonly string[];
  /** A command, run as this user, that mends what no package does. @default - none */
  readonly asUser?: readonly string[];
  /** What a person does, where neither a package nor a command is known. @default - none */
  readonly advice?: string;
}

/** A program that must be on the path. */
export function program(name: string, why: string, ...packages: string[]): Requirement {
  return {
    name,
    why,
    packages,
    problem: async () => (onPath(name) ? undefined : `there is no program ${name}`),
  };
}

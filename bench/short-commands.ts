import path from "node:path";
import { type ProjectCopy, script } from "./project-copy";
import type { Note } from "./rounds";
import { timed } from "./timed";

/** How often a command that takes no more than a second or two is repeated in a round. */
const repetitions = 5;

/** Seconds that a command takes at best in some runs: the rest is what else the machine did meanwhile. */
export async function shortest(command: readonly string[], cwd: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < repetitions; run += 1) least = Math.min(least, (await timed(command, { cwd })).seconds);
  return least;
}

/** The commands that only read, and what they are compared with. */
export async function shortCommands(copy: ProjectCopy, note: Note): Promise<void> {
  const best = (command: readonly string[]) => shortest(command, copy.folder);
  note("synth", await best(script(copy, "main.ts")));
  note("import cdktf", await best(script(copy, path.join("bench", "programs", "cdktf-alone.ts"))));
  note("lab --help", await best(copy.lab("--help")));
  note("node -e 0", await best([process.execPath, "-e", "0"]));
}

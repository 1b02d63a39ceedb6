import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { diskMiB } from "./disk";
import { machineMemoryMiB } from "./host-memory";
import type { ProjectCopy } from "./project-copy";
import type { Note } from "./rounds";
import { shortest } from "./short-commands";
import { timed } from "./timed";

const booting = { LAB_SAVED_MEMORY: "off" };

/** `./lab up` with saved states turned off: every machine boots from its disk, and nothing is saved. */
export async function labWithoutSavedStates(copy: ProjectCopy, note: Note): Promise<void> {
  rmSync(path.join(copy.folder, ".lab/memory"), { recursive: true, force: true });
  try {
    note("lab up, saved states off", await seconds(copy, ["up"], booting));
  } finally {
    await seconds(copy, ["down"], booting);
  }
}

/** The life of a lab, from an image of which nothing is saved. `./lab up` ends when 15 statements about it hold. */
export async function labLife(copy: ProjectCopy, note: Note): Promise<void> {
  const memory = path.join(copy.folder, ".lab/memory");
  const pools = path.join(copy.folder, ".lab/host/pools");
  const main = path.join(copy.folder, "main.ts");
  const declaration = readFileSync(main, "utf8");
  rmSync(memory, { recursive: true, force: true });
  try {
    note("lab up, first", await seconds(copy, ["up"]));
    note("lab memory", machineMemoryMiB(copy.folder));
    note("lab disk", diskMiB(pools) + diskMiB(path.join(memory, "snapshots")));
    note("lab saved memory, up", diskMiB(memory));
    note("lab up, no change", await seconds(copy, ["up"]));
    note("lab status, up", await shortest(copy.lab("status"), copy.folder));
    writeFileSync(main, anotherDeclaration(declaration));
    note("lab up, edit", await seconds(copy, ["up"]));
    writeFileSync(main, declaration);
    await seconds(copy, ["up"]);
    note("lab reset", await seconds(copy, ["reset"]));
    await timed(copy.lab("verify"), { cwd: copy.folder });
    note("lab down", await seconds(copy, ["down"]));
    note("lab saved memory, down", diskMiB(memory));

    writeFileSync(main, anotherDeclaration(declaration));
    // Some machines of it are as they were: without this they would be resumed as such, not from their image.
    rmSync(path.join(memory, "snapshots"), { recursive: true, force: true });
    note("lab up, another declaration", await seconds(copy, ["up"]));
    note("lab memory, resumed", machineMemoryMiB(copy.folder));
    await seconds(copy, ["down"]);

    note("lab up, same declaration", await seconds(copy, ["up"]));
    note("lab memory, same declaration", machineMemoryMiB(copy.folder));
    await seconds(copy, ["down"]);
  } finally {
    writeFileSync(main, declaration);
    await seconds(copy, ["down"]);
  }
}

/** The same lab with another page and another weight. @throws when main.ts has neither in the form that is edited here */
export function anotherDeclaration(main: string): string {
  const edited = main
    .replace('page: "10.0.0.17 rs2"', 'page: "10.0.0.17 rs2, edited"')
    .replace("addRealServer(rs1)", "addRealServer(rs1, { weight: 2 })");
  if (!edited.includes("edited") || !edited.includes("weight: 2")) {
    throw new Error("main.ts: the page and the real server that the benchmark edits were not found in it");
  }
  return edited;
}

async function seconds(copy: ProjectCopy, words: string[], env?: Record<string, string>): Promise<number> {
  return (await timed(copy.lab(...words), { cwd: copy.folder, env })).seconds;
}

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { project } from "../scripts/project";
import { onEnd } from "./undo";

/** Everything of the benchmark's own: what is kept for the next run (stock image, tools), and what is removed. */
export const benchFolder = path.join(project.lab, "bench");

/** The output of all commands that the benchmark ran. */
export const benchLog = path.join(benchFolder, "bench.log");

/** A fresh folder that is removed when the benchmark ends, or by the function that comes with it. */
export function temporaryFolder(name: string): { readonly folder: string; readonly remove: () => Promise<void> } {
  mkdirSync(benchFolder, { recursive: true });
  const folder = mkdtempSync(path.join(benchFolder, `${name}-`));
  return { folder, remove: onEnd(() => rmSync(folder, { recursive: true, force: true })) };
}

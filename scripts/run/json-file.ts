import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "./whole-file";

/** Reads a JSON file; `undefined` when it is not there or not whole. */
export function readJson<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

/** Writes a JSON file, for its owner alone, whole or not at all. */
export function writeJson(file: string, value: unknown): void {
  writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);
}

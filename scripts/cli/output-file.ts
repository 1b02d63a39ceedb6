import { accessSync, closeSync, constants, existsSync, openSync, rmSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Why a file can't be written; nothing where it can. One that is not there is made and removed again: permissions alone do not
 * tell it of root and of file systems such as /proc.
 */
export function unwritable(file: string): string | undefined {
  if (file === "") return "its name is empty";
  const folder = path.dirname(file);
  if (!existsSync(folder)) return `there is no folder ${folder}; make it first`;
  try {
    if (existsSync(file)) {
      if (statSync(file).isDirectory()) return "it is a folder; name a file in it";
      accessSync(file, constants.W_OK);
      return undefined;
    }
    closeSync(openSync(file, "wx"));
    rmSync(file);
    return undefined;
  } catch (error) {
    // The folder is there: it is one that takes no new files.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return `no file can be made in ${folder}`;
    return reasonOf(error);
  }
}

/** The system's words for what went wrong: "permission denied". */
export function reasonOf(error: unknown): string {
  // Node.js: "Error: EACCES: permission denied, open '/root/x'"
  return String(error).replace(/^\w+: [A-Z0-9]+: (.*?),.*$/, "$1");
}

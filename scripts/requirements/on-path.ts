import { existsSync } from "node:fs";
import path from "node:path";

/** Is there a program of this name? System folders are searched too: an ordinary user's PATH may lack them. */
export function onPath(name: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/local/sbin", "/usr/sbin", "/sbin"];
  return folders.some((folder) => existsSync(path.join(folder, name)));
}

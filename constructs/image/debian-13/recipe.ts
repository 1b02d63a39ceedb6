import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { ImageRecipe } from "../image-recipe";
import { packages } from "./packages";
import { disabledUnits, enabledUnits, maskedGenerators, maskedUnits } from "./units";

/** All that a Debian 13 image is made of. The shell scripts and configuration files beside this file are part of it. */
export function debian13Recipe(): ImageRecipe {
  return {
    suite: "trixie",
    packages,
    diskMiB: 2048,
    // Whole from the start: else the guest's kernel fills in zeros, 30 MB for each machine.
    extendedOptions: ["lazy_itable_init=0", "lazy_journal_init=0"],
    dpkgOptions: [
      "path-exclude=/usr/share/man/*",
      "path-exclude=/usr/share/doc/*",
      "path-exclude=/usr/share/info/*",
      "path-exclude=/usr/share/locale/*",
    ],
    customize: "recipe/customize.sh",
    files: [
      file("customize.sh", "recipe/customize.sh"),
      file("initrd/init", "recipe/init"),
      file("initrd/modules", "recipe/modules"),
      list("recipe/units.disabled", disabledUnits),
      list("recipe/units.enabled", enabledUnits),
      list("recipe/units.masked", maskedUnits),
      list("recipe/generators.masked", maskedGenerators),
      ...folder("rootfs"),
    ],
  };
}

function file(source: string, path: string) {
  const from = join(__dirname, source);
  return { path, executable: (statSync(from).mode & 0o100) !== 0, content: readFileSync(from, "utf8") };
}

function list(path: string, lines: readonly string[]) {
  return { path, executable: false, content: lines.map((line) => `${line}\n`).join("") };
}

/** Every file below a folder, in an order that does not depend on the file system. */
function folder(name: string) {
  const root = join(__dirname, name);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => file(join(name, path), path));
}

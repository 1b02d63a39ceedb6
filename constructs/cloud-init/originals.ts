import type { GuestSetup } from "./guest-setup";
import { settingsRecordPath } from "./settings-record";

/** Where a guest keeps the files of its image that a declared file has taken the place of, by their paths. */
const folder = "/var/lib/lab/originals";

/** Copies the files that are there, with all that belongs to them. Arguments: their paths. */
export const keepOriginals = `for file; do
  [ -e "$file" ] || continue
  mkdir -p "$(dirname "${folder}$file")" && cp -a "$file" "${folder}$file"
done`;

/** Removes files that are not declared any more; the image's own come back. Arguments: their paths. */
export const giveBackOriginals = `for file; do
  if [ -e "${folder}$file" ]; then mv "${folder}$file" "$file"; else rm -f "$file"; fi
done`;

/**
 * Keeps the originals before cloud-init writes its files: bootcmd comes first. It comes at each boot; the record is there from the
 * first one on.
 */
export function originalsBootcmd(setups: readonly GuestSetup[]): readonly (readonly string[])[] {
  const paths = setups.filter(({ replaces }) => replaces).flatMap(({ files }) => files.map(({ path }) => path));
  if (paths.length === 0) return [];
  return [["sh", "-c", `[ -e ${settingsRecordPath} ] || ${keepOriginals}`, "sh", ...paths]];
}

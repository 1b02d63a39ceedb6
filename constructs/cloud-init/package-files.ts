import { readFileSync } from "node:fs";
import path from "node:path";
import type { GuestImage } from "../image/guest-image";
import { guestFamilies } from "./guest-family";
import type { GuestSetup } from "./guest-setup";

/** Packages of this computer that the guest installs from its seed. @throws when one can't be read */
export function packageFilesSetup(family: GuestImage["family"], files: readonly string[]): readonly GuestSetup[] {
  if (files.length === 0) return [];
  const seeds = files.map((file) => ({
    path: `/var/lib/lab/packages/${path.basename(file)}`,
    content: readFileSync(file).toString("base64"),
    encoding: "b64" as const,
  }));
  const install = [...guestFamilies[family].install, ...seeds.map((seed) => seed.path)];
  return [{ name: "packages", files: seeds, commands: [install] }];
}

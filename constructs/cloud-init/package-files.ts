import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { GuestImage } from "../image/guest-image";
import { guestFamilies } from "./guest-family";

const folder = "/var/lib/lab/packages";

/**
 * The shell script with which a guest installs packages of this computer; they are in it, in base64. They are not among
 * the files of its cloud-config, since cloud-init reads YAML several times, letter by letter: three megabytes of it took
 * an emulated guest four minutes. Each is one line, since Terraform takes minutes for a text of fifty thousand.
 *
 * @throws when one of the files can't be read
 */
export function packagesScript(family: GuestImage["family"], files: readonly string[]): string {
  const names = files.map((file) => path.basename(file));
  const unpack = files.map((file, index) => {
    // One that is not there is refused with the other mistakes of the declaration.
    const isFile = statSync(file, { throwIfNoEntry: false })?.isFile();
    const content = isFile ? readFileSync(file).toString("base64") : "";
    return `base64 --decode > ${names[index]} << 'end'\n${content}\nend\n`;
  });
  const install = [...guestFamilies[family].install, ...names].join(" ");
  return `#!/bin/sh\nset -e\nmkdir -p ${folder}\ncd ${folder}\n${unpack.join("")}${install}\n`;
}

import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { requireObject, requireText } from "../validation/forms";
import type { GuestImage } from "./guest-image";

/** What is said of an image of one's own. */
export interface OwnImageProps {
  /** The distribution's family: it decides paths and package names, as that of the web server. */
  readonly family: GuestImage["family"];
}

/**
 * A qcow2 image of the user's own as the disk that guests start from. It needs a boot loader, cloud-init with the
 * NoCloud source, qemu-guest-agent, and what the machine's role takes: the web server, ipvsadm, curl.
 *
 * The name carries a hash of the file's place, size and time of modification: a changed file is another image, and
 * synth does not have to read gigabytes to know.
 * A lab that uses it is refused if the file is not there, is not qcow2, or stands on a backing file, which would not come
 * along.
 *
 * @param path the file; a relative one is looked for in the folder that the app runs in
 * @param props what can't be seen in the file
 * @throws when the path is no text, or there are no props
 */
export function ownImage(path: string, props: OwnImageProps): GuestImage {
  requireText("ownImage", "path", path);
  requireObject("ownImage", props);
  const { family } = props;
  const source = resolve(path);
  const stat = statSync(source, { throwIfNoEntry: false });
  const stem = basename(source)
    .replace(/\.[^.]*$/, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, 40);
  const hash = createHash("sha256").update(`${source} ${stat?.size} ${stat?.mtimeMs}`).digest("hex").slice(0, 12);
  const mistake = stat?.isFile() ? formatMistake(path) : "there is no such file; give the path of a qcow2 image";
  return {
    ...{ name: `${stem}-${hash}`, family, directBoot: false, kernelArguments: [], source },
    ...(mistake && { mistake: `image ${path}: ${mistake}` }),
  };
}

function formatMistake(path: string): string | undefined {
  const header = readHeader(path);
  if (header.toString("latin1", 0, 4) !== "QFI\xfb") {
    return `it is not in the format qcow2; convert it with qemu-img convert -O qcow2 ${path} NEW.qcow2`;
  }
  if (header.readBigUInt64BE(8) !== 0n) {
    return `it is an overlay on another file; make it whole with qemu-img convert -O qcow2 ${path} NEW.qcow2`;
  }
  return undefined;
}

/** Magic (bytes 0 to 3), version, and offset of the backing file's name (8 to 15): qemu's docs/interop/qcow2.rst. */
function readHeader(path: string): Buffer {
  const header = Buffer.alloc(16);
  const file = openSync(path, "r");
  try {
    readSync(file, header, 0, 16, 0);
  } finally {
    closeSync(file);
  }
  return header;
}

import { LabError } from "../run/errors";
import { run } from "../run/run";

/** What `qemu-img info --output json` says of a disk, as far as it is read here: qemu-img(1). */
export interface DiskInfo {
  readonly format: string;
  readonly "backing-filename"?: string;
  readonly "format-specific"?: { readonly data?: { readonly "data-file"?: string } };
}

/**
 * Refuses a disk that is no qcow2 image, or that would have QEMU read other files of the host into the guest.
 *
 * @throws LabError saying what it is and how to make one that does
 */
export async function requireSelfContained(file: string): Promise<void> {
  const said = await run(`looking at the image ${file}`, ["qemu-img", "info", "--output", "json", file]);
  const why = whyNot(JSON.parse(said) as DiskInfo);
  if (!why) return;
  throw new LabError(`${file} ${why}; make one file of it: qemu-img convert -O qcow2 '${file}' whole.qcow2`);
}

/** Why a disk can't be a lab's image; nothing where it can. */
export function whyNot(info: DiskInfo): string | undefined {
  const dataFile = info["format-specific"]?.data?.["data-file"];
  if (info.format !== "qcow2") return `is ${info.format}, not qcow2`;
  if (info["backing-filename"]) return `stands on another file, ${info["backing-filename"]}`;
  if (dataFile) return `has its data in another file, ${dataFile}`;
  return undefined;
}

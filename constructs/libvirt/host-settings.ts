import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isMap } from "../is-map";
import { embeddedSocketDir } from "./embedded-socket";
import { reservedNames } from "./reserved-names";

/** The place where the machines run, as the declaration needs to know it. `./lab` writes it when it prepares the host. */
export interface HostSettings {
  /** The libvirt that the user asked for; null for the embedded one. */
  readonly requestedUri: string | null;
  /** URI of the host in the form that the Terraform provider takes. */
  readonly uri: string;
  /** The same in the form that virsh takes. */
  readonly virshUri: string;
  /** `kvm` only where a probe has booted something with it; `qemu` is software emulation. */
  readonly domainType: "qemu" | "kvm";
  /**
   * Path of the program that runs a machine.
   *
   * @default - the one that libvirt chooses
   */
  readonly emulator?: string;
  /** The pool that holds the images, and the folder that it serves. */
  readonly imagePool: { readonly name: string; readonly path: string };
  /** The folder on the host in which each lab's own pool is made. */
  readonly poolRoot: string;
}

/** The folder of the project that this file belongs to. */
export const projectRoot = path.resolve(__dirname, "../..");

/**
 * Reads the settings of the prepared host. Before it was prepared, those of the embedded one are returned, so that a
 * fresh clone can be synthesised.
 *
 * @param requestedUri the libvirt that the user asks for now; nothing for the one that is prepared
 * @throws when the prepared host is another one than is asked for, or its settings are damaged
 */
export function readHostSettings(requestedUri: string | undefined, root = projectRoot): HostSettings {
  // ./lab up sets this for the synth that it makes before it prepares the host.
  if (process.env.LAB_HOST_UNPREPARED === "1") return assumedHostSettings(root);
  const file = fileIn(root);
  const settings = existsSync(file) ? written(file) : embeddedHost(root);
  if (settings === undefined) throw new Error(`${file} is damaged; run ./lab up, which writes it anew`);
  if (requestedUri && requestedUri !== settings.requestedUri) {
    const prepared = existsSync(file) ? (settings.requestedUri ?? "the embedded libvirt") : "none";
    throw new Error(
      `the lab is to run on ${requestedUri}, but the host that is prepared is ${prepared}; run ./lab up once, which prepares the host`,
    );
  }
  return settings;
}

/** What is taken for the host's settings before it is prepared: those of the last time, if they are whole. */
export function assumedHostSettings(root = projectRoot): HostSettings {
  return written(fileIn(root)) ?? embeddedHost(root);
}

function fileIn(root: string): string {
  return path.join(root, ".lab/host.json");
}

/** The settings in a file; nothing where it is not there, or not whole. */
function written(file: string): HostSettings | undefined {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isMap(settings) && typeof settings.uri === "string" && isMap(settings.imagePool)
      ? (settings as unknown as HostSettings)
      : undefined;
  } catch {
    return undefined;
  }
}

function embeddedHost(root: string): HostSettings {
  const socket = path.join(embeddedSocketDir(root), "libvirt-sock");
  return {
    requestedUri: null,
    uri: `qemu:///system?socket=${socket}`,
    virshUri: `qemu+unix:///system?socket=${socket}`,
    domainType: "qemu",
    emulator: path.join(root, ".lab/emulator/qemu"),
    imagePool: { name: reservedNames.imagePool, path: path.join(root, ".lab/images") },
    poolRoot: path.join(root, ".lab/host/pools"),
  };
}

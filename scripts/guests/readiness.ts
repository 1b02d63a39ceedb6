import type { GuestAgent } from "./guest-agent";

/** How far a machine has come. */
export type Progress = "defined" | "booting" | `cloud-init ${string}` | "ready";

/** cloud-init's own records, of which the result alone has `errors` there. https://docs.cloud-init.io/en/latest/reference/cli.html#status */
interface CloudInitFile {
  readonly v1?: { readonly stage?: string | null; readonly errors?: readonly string[] };
}

/** What a machine says of itself. */
export interface Readiness {
  readonly progress: Progress;
  /** What cloud-init could not do. @default - nothing */
  readonly errors?: readonly string[];
}

/**
 * Asks a running machine how far it is. Its files are read, and `cloud-init status` is not run: that is a Python program,
 * which takes an emulated processor seconds.
 */
export async function readinessOf(guest: GuestAgent): Promise<Readiness> {
  const result = await guest.readFile("/run/cloud-init/result.json");
  if (result === undefined) return { progress: "booting" };
  return parseReadiness(result || (await guest.readFile("/run/cloud-init/status.json")) || "");
}

/** Reads cloud-init's result file, which is there after its last stage, or its status file. */
export function parseReadiness(text: string): Readiness {
  const { v1 } = parse(text);
  if (v1?.errors) return v1.errors.length > 0 ? { progress: "ready", errors: v1.errors } : { progress: "ready" };
  return { progress: v1?.stage ? `cloud-init ${v1.stage}` : "booting" };
}

function parse(text: string): CloudInitFile {
  try {
    return JSON.parse(text) as CloudInitFile;
  } catch {
    return {}; // the file was being written
  }
}

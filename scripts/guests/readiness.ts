import type { GuestAgent } from "./guest-agent";

/** How far a machine has come. */
export type Progress = "booting" | "starting" | `cloud-init ${string}` | "ready";

/** The parts of cloud-init's record of its stages that are read: https://docs.cloud-init.io/en/latest/reference/cli.html#status */
interface CloudInitStatus {
  readonly v1?: { readonly stage?: string | null; readonly [stage: string]: StageRecord | string | null | undefined };
}

interface StageRecord {
  readonly errors: readonly string[];
  readonly finished: number | null;
}

const stages = ["init-local", "init", "modules-config", "modules-final"];

/** What a machine says of itself. */
export interface Readiness {
  readonly progress: Progress;
  /** What cloud-init could not do. @default - nothing */
  readonly errors?: readonly string[];
}

/**
 * Asks a running machine how far it is; where its agent does not answer it is taken to boot. A file is read, and `cloud-init status` is
 * not run: that is a Python program, which takes an emulated processor seconds.
 */
export async function readinessOf(guest: GuestAgent): Promise<Readiness> {
  const status = await guest.readFile("/run/cloud-init/status.json");
  return status === undefined ? { progress: "booting" } : parseReadiness(status);
}

/** Reads cloud-init's record of its stages. */
export function parseReadiness(text: string): Readiness {
  const { v1 = {} } = parse(text);
  if (v1.stage) return { progress: `cloud-init ${v1.stage}` };
  const records = stages.flatMap((stage) => (v1[stage] as StageRecord | undefined) ?? []);
  if (records.length < stages.length || !records.every(({ finished }) => finished)) return { progress: "starting" };
  const errors = stages.flatMap((stage) =>
    ((v1[stage] as StageRecord | undefined)?.errors ?? []).map((error) => `${stage}: ${error}`),
  );
  return errors.length > 0 ? { progress: "ready", errors } : { progress: "ready" };
}

function parse(text: string): CloudInitStatus {
  try {
    return JSON.parse(text) as CloudInitStatus;
  } catch {
    return {}; // the file was being written
  }
}

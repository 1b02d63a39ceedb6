import type { GuestAgent } from "./guest-agent";

/** How far a machine has come. */
export type Progress = "defined" | "booting" | `cloud-init ${string}` | "ready";

/** cloud-init's own record: https://docs.cloud-init.io/en/latest/reference/cli.html#status */
interface StatusFile {
  readonly v1: { readonly stage: string | null } & Record<string, unknown>;
}

/** What a machine says of itself. */
export interface Readiness {
  readonly progress: Progress;
  /** What cloud-init could not do. @default - nothing */
  readonly errors?: readonly string[];
}

// Files are read, and `cloud-init status` is not run: it is a Python program, which takes an emulated processor seconds.
const question = ["sh", "-c", "cat /run/cloud-init/status.json; echo; cat /run/cloud-init/result.json; true"];

/** Asks a running machine how far it is. */
export async function readinessOf(guest: GuestAgent): Promise<Readiness> {
  if (!(await guest.answers())) return { progress: "booting" };
  const { stdout } = await guest.attempt(question, 60);
  return parseReadiness(stdout);
}

/** Reads cloud-init's status file and, after its last stage, its result file, one after the other. */
export function parseReadiness(text: string): Readiness {
  const [status, result] = documents(text);
  if (result) {
    const { errors } = (result as { v1: { errors: string[] } }).v1;
    return errors.length > 0 ? { progress: "ready", errors } : { progress: "ready" };
  }
  const stage = (status as StatusFile | undefined)?.v1.stage;
  return { progress: stage ? `cloud-init ${stage}` : "booting" };
}

function documents(text: string): unknown[] {
  return text.split(/\n(?=\{)/).flatMap((part) => {
    try {
      return [JSON.parse(part) as unknown];
    } catch {
      return []; // the file was being written
    }
  });
}

import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** A process, as far as it matters here: proc(5). */
interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Its name, of which the kernel keeps 15 bytes. */
  readonly name: string;
}

/** Terraform's providers are programs of their own, by this name: `terraform-provider-libvirt`. */
const provider = "terraform-provi";

/**
 * Ends the providers that a killed terraform has left behind in a stack's folder: they wait for ever. One whose terraform is at
 * work, under cdktf say, is not touched.
 */
export function endProvidersLeftBehind(stackFolder: string): void {
  for (const { pid, parent } of processesIn(stackFolder).filter(({ name }) => name === provider)) {
    if (/^(terraform|tofu)$/.test(processOf(parent)?.name ?? "")) continue;
    process.kill(pid, "SIGKILL");
  }
}

/** Processes of this user whose working directory is a folder. */
function processesIn(folder: string): Process[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => workingDirectory(pid) === folder).flatMap((pid) => processOf(Number(pid)) ?? []);
}

function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(path.join("/proc", pid, "cwd"));
  } catch {
    return undefined; // Another user's, or it has ended.
  }
}

function processOf(pid: number): Process | undefined {
  try {
    const [, name = "", fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").match(/^\d+ \((.*)\) (.*)$/s) ?? [];
    return { pid, parent: Number(fields.split(" ")[1]), name };
  } catch {
    return undefined; // It has ended.
  }
}

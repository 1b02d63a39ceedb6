import { processIds, processStat, signal, workingDirectory } from "../run/process";

/** Terraform's providers are programs of their own, by this name: `terraform-provider-libvirt`, cut off by the kernel. */
const provider = "terraform-provi";

/**
 * Ends the providers that a killed terraform has left behind in a stack's folder: they wait for ever. One whose terraform is at
 * work, under cdktf say, is not touched.
 */
export function endProvidersLeftBehind(stackFolder: string): void {
  for (const pid of processIds()) {
    if (workingDirectory(pid) !== stackFolder) continue;
    const process = processStat(pid);
    if (process?.name !== provider) continue;
    if (/^(terraform|tofu)$/.test(processStat(process.parent)?.name ?? "")) continue;
    signal(pid, "SIGKILL");
  }
}

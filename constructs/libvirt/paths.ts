import path from "node:path";
import { type HostSettings, projectRoot } from "./host-settings";

/** The folder on the host that a lab's own pool is made in. */
export function poolPath(host: HostSettings, lab: string): string {
  return path.posix.join(host.poolRoot, lab);
}

/** The file that gets a domain's serial console. Only the embedded host has a folder for it. */
export function consoleLogPath(host: HostSettings, domain: string): string | undefined {
  return host.requestedUri === null ? path.posix.join(host.poolRoot, "../console", `${domain}.log`) : undefined;
}

/** The file of a lab's Terraform state. */
export function statePath(lab: string): string {
  return path.join(projectRoot, ".lab/state", `${lab}.tfstate`);
}

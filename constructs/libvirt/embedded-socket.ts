import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * The folder of the embedded libvirt's socket, `libvirt-sock`. It is outside of the project because a socket's path
 * is at most 107 bytes long (unix(7)), however deep the project lies; user and project path keep it unique. It is not in
 * `$XDG_RUNTIME_DIR`, which goes when its user logs out, while the lab runs on, and which `su` and cron(8) do not set.
 */
export function embeddedSocketDir(projectRoot: string): string {
  const hash = createHash("sha256").update(projectRoot).digest("hex").slice(0, 8);
  return path.join(tmpdir(), `lvs-nat-lab-${process.getuid?.() ?? 0}-${hash}`);
}

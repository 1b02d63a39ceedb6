import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * The folder of the embedded libvirt's socket, `libvirt-sock`. It is outside of the project because a socket's path
 * is at most 107 bytes long (unix(7)), however deep the project lies; user and project path keep it unique.
 */
export function embeddedSocketDir(projectRoot: string): string {
  const runtime = process.env.XDG_RUNTIME_DIR;
  const base = runtime && existsSync(runtime) ? runtime : tmpdir();
  const hash = createHash("sha256").update(projectRoot).digest("hex").slice(0, 8);
  return path.join(base, `lvs-nat-lab-${process.getuid?.() ?? 0}-${hash}`);
}

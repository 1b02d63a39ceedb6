import type { Guest } from "../guests/guests";
import { LabError } from "../run/errors";

/** Writes a file of a guest, whole or not at all: a reader sees the old text or the new one. */
export async function writeFile({ agent }: Guest, path: string, content: string): Promise<void> {
  const script = `mkdir -p "$(dirname "$1")" && cat > "$1.new" && chmod 644 "$1.new" && mv "$1.new" "$1"`;
  const { exitCode, stderr } = await agent.attempt(["sh", "-c", script, "sh", path], 30, content);
  if (exitCode !== 0) throw new LabError(`writing ${path}: ${stderr.trim()}`);
}

import { spawn } from "node:child_process";
import { project } from "../project";
import { keepWaiting } from "../run/idle-streams";
import { onInterruption } from "../run/interruption";

/**
 * Sees to it that a lab which is being broken on purpose is not left so. When this process is interrupted (Ctrl+C) it says the
 * one command that returns the lab. When it ends in any other way, its terminal closed, killed, crashed, another process, which
 * has no terminal, returns it: Node.js 20 itself can crash where its terminal goes while it reads from it.
 *
 * @param named whether the command must name the lab, since several are up
 * @returns what takes this back, when the lab is as it was, or is broken as it is meant to be
 */
export function guardLab(lab: string, named: boolean): () => void {
  const guard = spawn("sh", ["-c", 'read -r line || exec "$@"', "sh", "./lab", "reset", "--lab", lab], {
    cwd: project.root,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  keepWaiting(false, [guard.stdin]);
  const standDown = () => void guard.stdin.end("done\n");
  const takeBack = onInterruption(
    `interrupted; the lab is as it was left: ./lab reset${named ? ` --lab ${lab}` : ""} returns it`,
    standDown,
  );
  return () => {
    takeBack();
    standDown();
  };
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../scripts/project";

/** Runs a program that declares a lab, as `cdktf synth` does. @returns what is read from the lab's stack */
export function synthesisedProgram<T>(program: string, lab: string, read: (stack: string) => T): T {
  const outdir = mkdtempSync(path.join(tmpdir(), "program-"));
  try {
    // No host that is asked for has to be prepared.
    const env = { ...process.env, CDKTF_OUTDIR: outdir, LAB_HOST_UNPREPARED: "1" };
    execFileSync(process.execPath, ["--import", "tsx", program], { cwd: project.root, env, stdio: "pipe" });
    return read(path.join(outdir, "stacks", lab, "cdk.tf.json"));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

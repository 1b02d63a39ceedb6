import { spawn } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hostFiles } from "../scripts/host/libvirt-config";
import { LabError } from "../scripts/run/errors";
import { childrenOf } from "../scripts/run/process";
import { waitFor } from "../scripts/run/wait";
import { temporaryFolder } from "./folders";
import { timed } from "./timed";
import { onEnd } from "./undo";

/** A host for one measurement: a libvirt, two bridges' worth of network and all processes in namespaces that go with it. */
export interface BenchHost {
  /** For its disks, seeds and logs; everything in it goes with the host. */
  readonly folder: string;
  /** Its libvirt, in the form that virsh takes. */
  readonly uri: string;
  /** The path of its libvirt's socket. */
  readonly socket: string;
  /** A command that runs inside, and is killed with the host. */
  inside(command: readonly string[]): string[];
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
}

/**
 * Makes a host the way in which the lab makes its own (scripts/host/namespace.sh), apart from it.
 *
 * @throws LabError when its libvirt does not answer
 */
export async function benchHost(): Promise<BenchHost> {
  const { folder, remove: removeFolder } = temporaryFolder("host");
  // A socket's path may have 107 bytes, however deep the project lies.
  const sockets = mkdtempSync(path.join(tmpdir(), "lvs-bench-"));
  const removeSockets = onEnd(() => rmSync(sockets, { recursive: true, force: true }));
  for (const name of ["etc", "lib", "cache", "log", "pool"]) mkdirSync(path.join(folder, name));
  const files = {
    ...hostFiles,
    // namespace.sh waits until somebody knows of it: here that is this process.
    "namespaces.json": "",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);

  const script = path.join(__dirname, "../scripts/host/namespace.sh");
  const output = openSync(path.join(folder, "libvirtd.log"), "w");
  const namespaces = ["--net", "--mount", "--pid", "--fork", "--kill-child"];
  const child = spawn(
    "unshare",
    [...namespaces, "sh", script, folder, path.join(folder, "cache"), sockets, "hide-kvm"],
    {
      detached: true, // out of reach of Ctrl-C: the benchmark ends it
      stdio: ["ignore", output, output],
      cwd: "/",
    },
  );
  closeSync(output);
  const gone = new Promise((resolve) => child.on("close", resolve));
  // With --kill-child the end of unshare is the end of the first process inside, and so of all of them.
  const kill = onEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await gone;
  });

  const socket = path.join(sockets, "libvirt-sock");
  const uri = `qemu+unix:///system?socket=${socket}`;
  const answers = async () => {
    try {
      return (await timed(["virsh", "--connect", uri, "uri"], { limitSeconds: 10 })) && childrenOf(child.pid ?? 0)[0];
    } catch {
      return undefined;
    }
  };
  const pid = await waitFor(answers, 60, 0.3);
  if (pid === undefined) {
    const said = readFileSync(path.join(folder, "libvirtd.log"), "utf8").trim().split("\n").slice(-5).join("\n  ");
    throw new LabError(`the benchmark's libvirt did not answer within 60 s; its last words:\n  ${said}`);
  }
  return {
    folder,
    uri,
    socket,
    inside: (command) => ["nsenter", "--net", "--mount", "--pid", "--target", `${pid}`, ...command],
    async remove() {
      await kill();
      await removeSockets();
      await removeFolder();
    },
  };
}

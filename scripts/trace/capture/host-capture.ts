import { spawn } from "node:child_process";
import path from "node:path";
import type { LabDescription } from "../../../constructs/lab-description";
import { firstProcess, inside } from "../../host/namespaces";
import { virsh } from "../../libvirt/virsh";
import { LabError } from "../../run/errors";
import { log } from "../../run/log";
import { run } from "../../run/run";
import { waitFor } from "../../run/wait";
import type { Tap } from "../tap";
import { captureFilter, captureLimitSeconds, type RunningCapture, readCapture } from "./capture";
import { parseInterfaceList } from "./interface-list";

/** Seconds in which dumpcap must have opened all interfaces. */
const startLimitSeconds = 20;

/** Milliseconds for which packets that are on their way at the end may still come. */
const settleMs = 300;

/**
 * Becomes a command that gets SIGTERM when the standard input ends: when it is closed, or whoever holds its other end has
 * ended, however that came.
 */
const untilInputEnds = `
  exec 3<&0
  { cat <&3; kill $$; } > /dev/null 2>&1 &
  exec "$@" 3<&- < /dev/null`;

/**
 * Captures on the host's end of each machine's link, in the embedded host's network namespace, without root: one dumpcap
 * for all, so that one clock, the host kernel's, stamps every packet. A machine that is off has no such end, and is left out.
 */
export async function captureOnHost(
  lab: LabDescription,
  taps: readonly Tap[],
  folder: string,
): Promise<RunningCapture> {
  const pid = firstProcess();
  if (pid === undefined) throw new LabError("the embedded host is not running; ./lab up brings it back");
  const [raw, file] = [path.join(folder, "raw.pcapng"), path.join(folder, "capture.pcapng")];
  const devices = await hostDevices(lab);
  const interfaces = taps.flatMap(({ name, mac }) => {
    const device = devices.get(mac);
    return device ? ["-i", device, "--ifname", name] : [];
  });
  if (interfaces.length === 0) throw new LabError("no machine of the lab is on; see ./lab status");
  const command = [
    ...[...inside(pid), "dumpcap", "-q", "-f", captureFilter, ...interfaces],
    ...["-a", `duration:${captureLimitSeconds}`, "-w", raw],
  ];
  const capture = await started(command);
  return {
    async stop() {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      await capture.end();
      // dumpcap writes each interface's packets as they come to it; Wireshark wants them in order of time.
      await run("putting the packets in order", ["reordercap", raw, file]);
      const { packets, notices } = await readCapture(file);
      const clock = { name: "the host's clock, one for all taps", errorUs: 0 };
      return { packets, file, clock, notices: [...missing(taps, devices), ...notices] };
    },
  };
}

/** The host's devices by MAC address of the machine's end. */
async function hostDevices(lab: LabDescription): Promise<Map<string, string>> {
  const lists = await Promise.all(
    lab.machines.map(({ name, domain }) => virsh(lab.hostUri, `listing ${name}'s interfaces`, ["domiflist", domain])),
  );
  return new Map(lists.flatMap((list) => parseInterfaceList(list).map(({ mac, device }) => [mac, device])));
}

/** A notice of the taps that the host has no device for. */
function missing(taps: readonly Tap[], devices: ReadonlyMap<string, string>): string[] {
  const names = taps.filter(({ mac }) => !devices.has(mac)).map(({ name }) => name);
  return names.length > 0
    ? [`nothing was captured at ${names.join(", ")}: no device on the host, as of a machine that is off`]
    : [];
}

/** Starts dumpcap and waits until it captures. */
async function started(command: readonly string[]) {
  const child = spawn("sh", ["-c", untilInputEnds, "sh", ...command], {
    detached: true, // Ctrl+C is for this process, which ends dumpcap
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => {
    said += data.toString();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
    child.on("error", (error) => {
      said += error.message;
      resolve(null);
    });
  });
  let exited = false;
  void ended.then(() => {
    exited = true;
  });
  // dumpcap names the file once all interfaces are open.
  const ready = await waitFor(
    async () => (exited || said.includes("File: ") ? true : undefined),
    startLimitSeconds,
    0.05,
  );
  if (exited || !ready) {
    child.stdin.end();
    throw new LabError(
      `capturing on the host's taps: dumpcap said:\n  ${said.trim() || "nothing"}\n  see ./lab doctor`,
    );
  }
  return {
    async end() {
      child.stdin.end();
      log(command, await ended, "", said);
    },
  };
}

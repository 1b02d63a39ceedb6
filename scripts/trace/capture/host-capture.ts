import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { LabDescription } from "../../../constructs/lab-description";
import { firstProcess, inside } from "../../host/namespaces";
import { virsh } from "../../libvirt/virsh";
import { project } from "../../project";
import { LabError } from "../../run/errors";
import { log, run } from "../../run/run";
import { waitFor } from "../../run/wait";
import type { Tap } from "../tap";
import { captureFilter, captureLimitSeconds, type RunningCapture, readCapture } from "./capture";
import { parseInterfaceList } from "./interface-list";

/** Seconds in which dumpcap must have opened all interfaces. */
const startLimitSeconds = 20;

/** Milliseconds for which packets that are on their way at the end may still come. */
const settleMs = 300;

/**
 * Captures on the host's end of each machine's link, in the embedded host's network namespace, without root: one dumpcap
 * for all, so that one clock, the host kernel's, stamps every packet.
 */
export async function captureOnHost(lab: LabDescription, taps: readonly Tap[]): Promise<RunningCapture> {
  const pid = firstProcess();
  if (pid === undefined) throw new LabError("the embedded host is not running; ./lab up brings it back");
  const folder = path.join(project.lab, "trace");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [raw, file] = [path.join(folder, "raw.pcapng"), path.join(folder, "capture.pcapng")];
  for (const old of [raw, file]) rmSync(old, { force: true });
  const devices = await hostDevices(lab);
  const command = [
    ...[...inside(pid), "dumpcap", "-q", "-f", captureFilter],
    ...taps.flatMap((tap) => ["-i", deviceOf(tap, devices), "--ifname", tap.name]),
    ...["-a", `duration:${captureLimitSeconds}`, "-w", raw],
  ];
  const capture = await started(command);
  return {
    async stop() {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      await capture.end();
      // dumpcap writes each interface's packets as they come to it; Wireshark wants them in order of time.
      await run("putting the packets in order", ["reordercap", raw, file]);
      rmSync(raw);
      const clock = { name: "the host's clock, one for all taps", errorUs: 0 };
      return { ...(await readCapture(file)), file, clock };
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

function deviceOf({ name, mac, machine }: Tap, devices: ReadonlyMap<string, string>): string {
  const device = devices.get(mac);
  if (!device) throw new LabError(`${name} has no device on the host; is ${machine} running? See ./lab status`);
  return device;
}

/** Starts dumpcap and waits until it captures. */
async function started(command: readonly string[]) {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
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
    child.kill("SIGINT");
    throw new LabError(
      `capturing on the host's taps: dumpcap said:\n  ${said.trim() || "nothing"}\n  see ./lab doctor`,
    );
  }
  return {
    async end() {
      child.kill("SIGINT");
      log(command, await ended, "", said);
    },
  };
}

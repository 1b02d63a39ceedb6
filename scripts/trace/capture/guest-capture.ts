import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LabDescription } from "../../../constructs/lab-description";
import type { Guest, Guests } from "../../guests/guests";
import { LabError } from "../../run/errors";
import type { Tap } from "../tap";
import { type Capture, captureFilter, captureLimitSeconds, type RunningCapture, readCapture } from "./capture";
import { alignClocks, shifted } from "./clocks";
import { merge, type TapFile } from "./merge";
import { runningGuests } from "./running-guests";

/** Starts tcpdump on each interface that is named, and returns when all of them listen. */
const start = `
  for i in "$@"; do
    file=/run/lab-trace-$i
    rm -f $file.*
    timeout ${captureLimitSeconds} tcpdump -n -U --immediate-mode -i $i -w $file.pcap "${captureFilter}" > $file.err 2>&1 &
    echo $! > $file.pid
  done
  for i in "$@"; do
    file=/run/lab-trace-$i
    until grep -q "listening on" $file.err; do
      kill -0 $(cat $file.pid) || { cat $file.err >&2; exit 1; }
      sleep 0.1
    done
  done`;

/** Ends the tcpdump of one interface and prints its file. */
const stop = `
  file=/run/lab-trace-$1
  pid=$(cat $file.pid)
  sleep 0.3 # packets on their way at the end may still come
  kill $pid
  while kill -0 $pid 2> /dev/null; do sleep 0.1; done
  base64 $file.pcap
  rm -f $file.*`;

/**
 * Captures inside the machines, for a host whose own taps cannot be reached. Each machine stamps its packets by its own
 * clock; the clocks are aligned by the packets that both ends of a link saw. A
 * machine that is off is left out.
 */
export async function captureInGuests(
  lab: LabDescription,
  taps: readonly Tap[],
  guests: Guests,
  folder: string,
): Promise<RunningCapture> {
  const interfaces = (guest: Guest) => taps.filter(({ machine }) => machine === guest.machine.name);
  const running = await runningGuests(lab, guests);
  const used = running.filter((guest) => interfaces(guest).length > 0);
  if (used.length === 0) throw new LabError("no machine of the lab is on; see ./lab status");
  const off = lab.machines
    .map(({ name }) => name)
    .filter((name) => !running.some(({ machine }) => machine.name === name));
  await Promise.all(
    used.map((guest) => guest.agent.run(["sh", "-c", start, "sh", ...interfaces(guest).map((tap) => tap.interface)])),
  );
  return {
    async stop() {
      const files = await Promise.all(
        used.flatMap((guest) => interfaces(guest).map((tap) => fetched(guest, tap, folder))),
      );
      const capture = await aligned(taps, files, folder);
      if (off.length === 0) return capture;
      return { ...capture, notices: [`nothing was captured in ${off.join(", ")}: not running`, ...capture.notices] };
    },
  };
}

/** Ends a tap's capture and brings its file here. */
async function fetched({ agent }: Guest, tap: Tap, folder: string): Promise<TapFile> {
  const file = path.join(folder, `${tap.name.replace(" ", "-")}.pcap`);
  const base64 = await agent.run(["sh", "-c", stop, "sh", tap.interface]);
  writeFileSync(file, Buffer.from(base64, "base64"), { mode: 0o600 });
  return { tap, file };
}

async function aligned(taps: readonly Tap[], files: readonly TapFile[], folder: string): Promise<Capture> {
  const file = path.join(folder, "capture.pcapng");
  await merge(files, new Map(), file);
  const read = await readCapture(file);
  const { offsets, errorUs, assumed, unaligned } = alignClocks(read.packets, taps);
  await merge(files, offsets, file);
  for (const { file: single } of files) rmSync(single);
  return {
    packets: shifted(read.packets, taps, offsets),
    file,
    clock: { name: "the machines' clocks, aligned by the packets that both ends of a link saw", errorUs },
    notices: [
      ...read.notices,
      ...(assumed.length > 0
        ? [
            `packets went one way only between ${assumed.join(", ")} and the rest: the quickest is taken to have needed no time`,
          ]
        : []),
      ...(unaligned.length > 0 ? [`no packet tells how the clock of ${unaligned.join(", ")} stands`] : []),
    ],
  };
}

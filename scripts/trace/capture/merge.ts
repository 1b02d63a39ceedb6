import { rmSync } from "node:fs";
import { run } from "../../run/run";
import type { Tap } from "../tap";

/** The capture of one tap, in a file of its own. */
export interface TapFile {
  readonly tap: Tap;
  readonly file: string;
}

/** Hands each file before `--` out through a pipe beside it, and runs what comes after. */
const withPipes = `
  while [ "$1" != -- ]; do
    rm -f "$1.pipe"
    mkfifo "$1.pipe"
    cat "$1" > "$1.pipe" &
    shift
  done
  shift
  exec "$@"`;

/**
 * Makes one pcapng file of the captures of several taps, in order of time, with an interface named after each tap: dumpcap(1)
 * names interfaces, and reads what others captured through pipes.
 *
 * @param offsets microseconds by machine that its clock is ahead, to be taken off; none where it is missing
 */
export async function merge(
  files: readonly TapFile[],
  offsets: ReadonlyMap<string, number>,
  target: string,
): Promise<void> {
  const doing = "putting the captures together";
  const parts = files.map(({ tap, file }) => ({ tap, file, part: `${file}.part` }));
  for (const { tap, file, part } of parts) {
    const seconds = (-(offsets.get(tap.machine) ?? 0) / 1e6).toFixed(6);
    await run(doing, ["editcap", "-F", "pcap", "-t", seconds, file, part]);
  }
  const raw = `${target}.raw`;
  const dumpcap = ["dumpcap", "-q", ...parts.flatMap(({ tap, part }) => ["-i", `${part}.pipe`, "--ifname", tap.name])];
  const pipes = parts.map(({ part }) => part);
  await run(doing, ["sh", "-c", withPipes, "sh", ...pipes, "--", ...dumpcap, "-w", raw]);
  await run(doing, ["reordercap", raw, target]);
  for (const file of [raw, ...pipes, ...pipes.map((pipe) => `${pipe}.pipe`)]) rmSync(file);
}

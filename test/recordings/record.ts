import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../scripts/run/run";
import { tsharkCommand } from "../../scripts/trace/decode";
import type { Facts } from "../../scripts/trace/guests/facts";
import type { Measured } from "../../scripts/trace/guests/measure";
import { see } from "../../scripts/verbs/trace";

// Records a trace of the lab that is up, for the unit tests: the capture, the text that tshark makes of it, and what was
// measured. usage: npx tsx test/recordings/record.ts NAME [COMMAND…], the command on the client

/** Counters that did not grow are left out: they say nothing, and are many. */
function withGrown({ before, after, ...rest }: Measured): Measured {
  if (!before || !after) return rest;
  const grown = Object.keys(after.counters).filter((name) => after.counters[name] !== before.counters[name]);
  const only = (facts: Facts): Facts => ({
    ...facts,
    counters: Object.fromEntries(grown.map((name) => [name, facts.counters[name] ?? 0])),
  });
  return { ...rest, before: only(before), after: only(after) };
}

function record(name = "", command: readonly string[] = []): Promise<void> {
  const options = { ...(command.length > 0 && { command }), inGuests: false, yes: false };
  return see(options, async ({ packets: _, file, measured, lab, ...rest }) => {
    const target = (ending: string) => path.join(__dirname, `${name}.${ending}`);
    copyFileSync(file, target("pcapng"));
    writeFileSync(target("tsv"), await run("decoding", tsharkCommand(file)));
    // The socket's folder has the project's path in it.
    const anywhere = { ...lab, hostUri: "qemu+unix:///system?socket=/run/example/libvirt-sock" };
    writeFileSync(
      target("json"),
      `${JSON.stringify({ ...rest, lab: anywhere, measured: measured.map(withGrown) }, null, 1)}\n`,
    );
  });
}

const [name, ...command] = process.argv.slice(2);
void record(name, command);

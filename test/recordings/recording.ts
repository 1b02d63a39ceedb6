import { readFileSync } from "node:fs";
import path from "node:path";
import { type Seen, type Story, tell } from "../../scripts/trace/story/story";
import { parsePackets } from "../../scripts/trace/tshark-fields";

/** What was seen of this project's own lab, recorded by record.ts. */
export function recorded(name: string): Seen {
  const seen = JSON.parse(readFileSync(recordingFile(`${name}.json`), "utf8")) as Omit<Seen, "packets">;
  const packets = parsePackets(readFileSync(recordingFile(`${name}.tsv`), "utf8"));
  return { ...seen, packets: packets.sort((one, other) => one.time - other.time) };
}

/** The story of a recording. */
export function told(name: string): Story {
  return tell(recorded(name));
}

/** The path of a recording's file. */
export function recordingFile(file: string): string {
  return path.join(__dirname, file);
}

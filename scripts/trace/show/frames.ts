import type { Bus, Layout } from "../../diagram/layout";
import type { Tap } from "../tap";
import { type Headers, headersOf, rewrittenHeaders, unchanged } from "./headers";
import { type EndRow, type Over, rowsOf, type Through } from "./rows";
import type { ShownStory } from "./shown-story";
import { crossingWords, duration, layersApart, lostWords } from "./words";

/** One moment of the page: a packet on a link, in a machine, or at its end. */
export interface Frame extends Headers {
  /** Number of the packet. */
  readonly packet: number;
  /** Number of its connection. @default - there is one connection only, or the packet is of none */
  readonly connection?: number;
  readonly words: string;
  readonly kind: "over" | "through" | "end";
  /** Points that the packet moves along, in the units of the drawing. */
  readonly path: readonly (readonly [x: number, y: number])[];
  /** Where the packet's name stands, from left to right: on the network, as boxes are full of words. */
  readonly nameX: number;
  /** What happens, in one sentence. */
  readonly sentence: string;
  /** Netfilter's hooks on the way through a machine, "rewritten" where that was done. */
  readonly hooks: readonly string[];
  /** What was measured. */
  readonly evidence: readonly string[];
  /** When, and how long it took. */
  readonly times: string;
}

/** The frames of a story, in order. */
export function framesOf(story: ShownStory, layout: Layout): Frame[] {
  const frames: Frame[] = [];
  let packet = { number: 0, words: "", time: 0 };
  for (const row of rowsOf(story)) {
    if (row.kind === "packet") {
      const again = row.packet.again ? ", sent again" : "";
      packet = { number: row.number, words: `${row.packet.words}${again}`, time: row.time };
      continue;
    }
    const last = frames.at(-1);
    const headers = headersAfter(row, last, story.taps);
    if (!headers) continue;
    frames.push({
      packet: packet.number,
      ...(row.connection !== undefined && { connection: row.connection }),
      words: packet.words,
      kind: row.kind,
      path: pathOf(row, layout),
      nameX: nameXOf(row, layout),
      ...headers,
      sentence: sentenceOf(row, story),
      hooks: row.kind === "through" ? hooksOf(row) : [],
      evidence: row.kind === "end" ? row.note.evidence : [],
      times: timesOf(row, packet.time),
    });
  }
  return frames;
}

function headersAfter(
  row: Over | Through | EndRow,
  last: Headers | undefined,
  taps: readonly Tap[],
): Headers | undefined {
  switch (row.kind) {
    case "over":
      return headersOf(row, taps);
    case "through":
      return last && rewrittenHeaders(row, last, taps);
    case "end":
      return last && unchanged(last);
  }
}

function sentenceOf(row: Over | Through | EndRow, story: ShownStory): string {
  switch (row.kind) {
    case "over": {
      const apart = layersApart(row.step, story.taps);
      if (row.to === undefined) return `${row.from} sends it; ${lostWords(row.step, story)}`;
      const way = `over the link from ${row.from} to ${row.to}`;
      return apart ? `${way}: for ${apart.ip} by its IP address, to ${apart.mac} by its MAC address` : way;
    }
    case "through": {
      const ttl = row.rewritten.filter(({ what }) => what === "TTL").map(({ from, to }) => `, TTL ${from} ⇒ ${to}`);
      return `through ${row.crossing.machine}, ${crossingWords({ ...row.crossing, hooks: undefined })}${ttl.join("")}`;
    }
    case "end":
      return row.note.sentence;
  }
}

function hooksOf({ crossing: { hooks } }: Through): string[] {
  return hooks ? [...hooks.before, "rewritten", ...hooks.after] : [];
}

function timesOf(row: Over | Through | EndRow, start: number): string {
  const delay = row.kind === "end" ? undefined : row.delay;
  return [`sent at ${duration(start)}`, ...(delay === undefined ? [] : [`this step +${duration(delay)}`])].join(", ");
}

/** The network at which a packet's way ends, or which it leaves for. */
function nameXOf(row: Over | Through | EndRow, { ports, buses }: Layout): number {
  const tap = row.kind === "end" ? row.at : (row.to ?? row.from);
  const port = ports.find((candidate) => candidate.tap === tap);
  return buses.find(({ id }) => id === port?.network)?.x ?? port?.x ?? 0;
}

/** From an interface along its wire to the network, along that, and along another wire; or across a machine. */
function pathOf(row: Over | Through | EndRow, { ports, buses }: Layout): [number, number][] {
  const port = (tap: string) => ports.find((candidate) => candidate.tap === tap) ?? { x: 0, y: 0, network: "" };
  if (row.kind === "end") return [[port(row.at).x, port(row.at).y]];
  const from = port(row.from);
  const bus: Pick<Bus, "x"> = buses.find(({ id }) => id === from.network) ?? { x: from.x };
  if (row.to === undefined)
    return [
      [from.x, from.y],
      [bus.x, from.y],
    ];
  const to = port(row.to);
  if (row.kind === "through")
    return [
      [from.x, from.y],
      [to.x, to.y],
    ];
  return [
    [from.x, from.y],
    [bus.x, from.y],
    [bus.x, to.y],
    [to.x, to.y],
  ];
}

import type { Rewriting } from "../story/steps";
import type { Over, Row, Through } from "./rows";
import type { ShownStory } from "./shown-story";
import { connectionMark, crossingWords, duration, layersApart, lostWords, macOwner, rewritingWords } from "./words";

/** How a piece of text stands out: a packet's title, what matters less, what was rewritten, what went wrong. */
export type Tone = "plain" | "title" | "soft" | "change" | "bad";

/** A piece of text; a connection's mark has the number of that, for its colour. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  readonly connection?: number;
}

/** A line of text beside a ladder, in pieces. */
export type Line = readonly Piece[];

/** The text beside a row of a ladder; the first line stands beside what is drawn, and begins with the connection's mark. */
export function linesOf(row: Row, story: ShownStory): Line[] {
  const { connection } = row;
  const lines = textOf(row, story);
  if (connection === undefined) return lines;
  const mark: Piece = { text: `${connectionMark(connection)} `, tone: "plain", connection };
  const marked = row.kind === "packet" ? 1 : 0;
  return lines.map((line, index) => (index === marked ? [mark, ...line] : line));
}

function textOf(row: Row, story: ShownStory): Line[] {
  switch (row.kind) {
    case "packet": {
      const { number, packet, time } = row;
      const again = packet.again ? ", sent again" : "";
      return [[], [piece(`${number}  ${packet.words}${again}`, "title"), piece(`  at ${duration(time)}`, "soft")]];
    }
    case "over":
      return overLines(row, story);
    case "through":
      return throughLines(row);
    case "end": {
      const facts = row.told ? [] : row.note.evidence;
      return [[piece(row.note.sentence, "bad")], ...facts.map((fact) => [piece(`  ${fact}`, "soft")])];
    }
  }
}

function overLines({ step, changed, delay }: Over, story: ShownStory): Line[] {
  const { taps } = story;
  const toned = (what: Rewriting["what"], text: string, tone: Tone) =>
    piece(text, changed.includes(what) ? "change" : tone);
  const owner = (mac: string) => `${mac} (${macOwner(mac, taps)})`;
  const apart = layersApart(step, taps);
  return [
    [
      toned("source", step.source, "plain"),
      piece(" → ", "plain"),
      toned("destination", step.destination, "plain"),
      delay === undefined ? piece(`  ${lostWords(step, story)}`, "bad") : piece(`  +${duration(delay)}`, "soft"),
    ],
    [
      toned("source MAC", owner(step.sourceMac), "soft"),
      piece(" → ", "soft"),
      toned("destination MAC", owner(step.destinationMac), "soft"),
    ],
    ...(apart ? [[piece(`for ${apart.ip} by its IP address, to ${apart.mac} by its MAC address`, "plain")]] : []),
  ];
}

function throughLines({ rewritten, crossing, delay }: Through): Line[] {
  const nat = rewritten.some(({ what }) => what === "source" || what === "destination");
  return [
    [piece(rewritingWords(rewritten), nat ? "change" : "plain"), piece(`  +${duration(delay)}`, "soft")],
    [piece(crossingWords(crossing), "plain")],
  ];
}

function piece(text: string, tone: Tone): Piece {
  return { text, tone };
}

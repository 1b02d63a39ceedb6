import { bold, dim, red, yellow } from "../../output/colours";
import type { Rewriting } from "../story/steps";
import type { Story } from "../story/story";
import type { Tap } from "../tap";
import { Paper, pitch } from "./paper";
import { lifelinesOf, type Over, type Row, rowsOf, type Through } from "./rows";
import {
  clockWords,
  connectionWords,
  crossingWords,
  duration,
  layersApart,
  macOwner,
  outcomeWords,
  rewritingWords,
} from "./words";

/** Packets of which a terminal shows the ladder; the rest is counted. */
const packetLimit = 60;

/** Characters that the words beside the lifelines take: two MAC addresses with their owners' names. */
const wordsWidth = 66;

/**
 * A story as a ladder diagram for a terminal: a lifeline for each tap, and what each packet carries on layers 2 to 4 beside
 * it, or below it where the terminal is narrow.
 *
 * @param columns of the terminal
 */
export function ladder(story: Story, columns: number): string {
  const taps = lifelinesOf(story);
  const paper = new Paper(taps, columns >= taps.length * pitch + wordsWidth);
  const shown = { ...story, packets: story.packets.slice(0, packetLimit) };
  const more = story.packets.length - shown.packets.length;
  return [
    ...head(taps),
    ...rowsOf(shown).flatMap((row) => drawRow(row, paper, story)),
    "",
    ...(more > 0 ? [`${more} more packets; --json, --pcap and --html have all of them`] : []),
    ...(story.packets.length === 0 ? ["no packet was seen"] : []),
    ...story.connections.map(connectionWords),
    ...[outcomeWords(story)].filter(Boolean),
    `times: ${clockWords(story.clock)}`,
    ...story.notices,
  ]
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Names and addresses of the lifelines; addresses are longer than the way to the next lifeline, so that they take turns. */
function head(taps: readonly Tap[]): string[] {
  const line = (word: (tap: Tap) => string) => `  ${taps.map((tap) => word(tap).padEnd(pitch)).join("")}`;
  const everySecond = (first: 0 | 1) => {
    const turn = taps.filter((_, index) => index % 2 === first);
    return `  ${" ".repeat(first * pitch)}${turn.map(({ address }) => address.padEnd(2 * pitch)).join("")}`;
  };
  const names = [bold(line(({ machine }) => machine)), line((tap) => tap.interface)];
  return [...names, dim(everySecond(0)), dim(everySecond(1))];
}

function drawRow(row: Row, paper: Paper, story: Story): string[] {
  switch (row.kind) {
    case "packet": {
      const { packet, number, time } = row;
      const again = packet.again ? ", sent again" : "";
      return [
        ...paper.line(),
        ...paper.line(bold(`${number}  ${packet.words}${again}`) + dim(`  at ${duration(time)}`)),
      ];
    }
    case "over":
      return overLines(row, paper, story);
    case "through":
      return throughLines(row, paper);
    case "end": {
      const facts = row.told ? [] : row.note.evidence;
      return [...paper.end(row.at, red(row.note.sentence)), ...facts.flatMap((fact) => paper.line(dim(`  ${fact}`)))];
    }
  }
}

function overLines({ step, changed, delay, from, to }: Over, paper: Paper, { taps }: Story): string[] {
  const mark = (what: Rewriting["what"], text: string, plain = (same: string) => same) =>
    changed.includes(what) ? yellow(text) : plain(text);
  const ends = `${mark("source", step.source)} → ${mark("destination", step.destination)}`;
  const owner = (mac: string) => `${mac} (${macOwner(mac, taps)})`;
  const apart = layersApart(step, taps);
  return [
    ...paper.arrow(
      from,
      to,
      "─",
      ends + (delay === undefined ? red("  nobody received it") : dim(`  +${duration(delay)}`)),
    ),
    ...paper.line(
      [mark("source MAC", owner(step.sourceMac), dim), mark("destination MAC", owner(step.destinationMac), dim)].join(
        dim(" → "),
      ),
    ),
    ...(apart ? paper.line(`for ${apart.ip} by its IP address, to ${apart.mac} by its MAC address`) : []),
  ];
}

function throughLines({ rewritten, crossing, delay, from, to }: Through, paper: Paper): string[] {
  const nat = rewritten.some(({ what }) => what === "source" || what === "destination");
  const words = rewritingWords(rewritten);
  return [
    ...paper.arrow(from, to, "═", (nat ? yellow(words) : words) + dim(`  +${duration(delay)}`)),
    ...paper.line(crossingWords(crossing)),
  ];
}

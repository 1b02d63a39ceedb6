import { isUp } from "../../diagram/words";
import { blue, bold, cyan, dim, green, magenta, red, yellow } from "../../output/colours";
import type { Tap } from "../tap";
import { type Line, linesOf, type Tone } from "./lines";
import { Paper, pitch } from "./paper";
import { lifelinesOf, type Row, rowsOf } from "./rows";
import { type ShownStory, statesOf } from "./shown-story";
import { footWords } from "./words";

/** Packets of which a terminal shows the ladder; the rest is counted. */
const packetLimit = 60;

/** Characters that the words beside the lifelines take: two MAC addresses with their owners' names. */
const wordsWidth = 66;

const paints: Readonly<Record<Tone, (text: string) => string>> = {
  plain: (text) => text,
  title: bold,
  soft: dim,
  change: yellow,
  bad: red,
};

/**
 * A story as a ladder diagram for a terminal: a lifeline for each tap, and what each packet carries on layers 2 to 4 beside
 * it, or below it where the terminal is narrow.
 *
 * @param columns of the terminal
 */
export function ladder(story: ShownStory, columns: number): string {
  const taps = lifelinesOf(story);
  const paper = new Paper(taps, columns >= taps.length * pitch + wordsWidth);
  const shown = { ...story, packets: story.packets.slice(0, packetLimit) };
  const more = story.packets.length - shown.packets.length;
  return [
    ...head(taps, story),
    ...rowsOf(shown).flatMap((row) => drawRow(row, paper, story)),
    "",
    ...(more > 0 ? [`${more} more packets; --json, --pcap and --html have all of them`] : []),
    ...footWords(story),
  ]
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Names and addresses of the lifelines; addresses are longer than the way to the next lifeline, so that they take turns. */
function head(taps: readonly Tap[], story: ShownStory): string[] {
  const line = (word: (tap: Tap) => string) => `  ${taps.map((tap) => word(tap).padEnd(pitch)).join("")}`;
  const everySecond = (first: 0 | 1) => {
    const turn = taps.filter((_, index) => index % 2 === first);
    return `  ${" ".repeat(first * pitch)}${turn.map(({ address }) => address.padEnd(2 * pitch)).join("")}`;
  };
  const off = (tap: Tap) => (isUp(statesOf(story), tap.machine) ? "" : (story.states?.[tap.machine] ?? ""));
  const names = [bold(line(({ machine }) => machine)), ...(taps.some(off) ? [red(line(off))] : [])];
  return [...names, line((tap) => tap.interface), dim(everySecond(0)), dim(everySecond(1))];
}

function drawRow(row: Row, paper: Paper, story: ShownStory): string[] {
  const [first = "", ...rest] = linesOf(row, story).map(painted);
  const below = rest.flatMap((words) => paper.line(words));
  switch (row.kind) {
    case "packet":
      return [...paper.line(first), ...below];
    case "over":
      return [...paper.arrow(row.from, row.to, "─", first), ...below];
    case "through":
      return [...paper.arrow(row.from, row.to, "═", first), ...below];
    case "end":
      return [...paper.end(row.at, first), ...below];
  }
}

/** Connections take turns with these; further ones are told apart by their numbers. */
const connectionPaints = [green, magenta, blue, cyan, yellow];

function ofConnection(number: number): (text: string) => string {
  return connectionPaints[(number - 1) % connectionPaints.length] ?? bold;
}

function painted(line: Line): string {
  return line
    .map(({ text, tone, connection }) => (connection === undefined ? paints[tone] : ofConnection(connection))(text))
    .join("");
}

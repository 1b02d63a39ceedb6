import { type Svg, svgPaper } from "../../diagram/svg";
import { connectionColour, pictureTheme } from "../../diagram/theme";
import { isUp } from "../../diagram/words";
import type { Tap } from "../tap";
import { type Line, linesOf } from "./lines";
import { lifelinesOf, type Row, rowsOf } from "./rows";
import { type ShownStory, statesOf } from "./shown-story";
import { footWords } from "./words";

/** Distances in the units of SVG: between lifelines, between lines of text, from the edge, and above the first line. */
const [pitch, lineHeight, margin, headHeight] = [126, 24, 76, 94];
/** Width of a character: six tenths of the font's size in common monospaced fonts. */
const characterWidth = 16 * 0.61;

const style = `${pictureTheme}
  text { font: 16px "DejaVu Sans Mono", ui-monospace, monospace; fill: var(--ink); white-space: pre; }
  .name { font-weight: 700; font-size: 18px; text-anchor: middle; }
  .address { fill: var(--soft); font-size: 14px; text-anchor: middle; }
  .title { font-weight: 700; }
  .soft { fill: var(--soft); }
  .change { fill: var(--change); }
  .bad { fill: var(--bad); }
  .lifeline { stroke: var(--line); }
  .name.off { fill: var(--soft); }
  .lifeline.off { stroke-dasharray: 3 6; }
  .over { stroke: var(--client); stroke-width: 2; }
  .over-tip { fill: var(--client); }
  .through { stroke: var(--change); stroke-width: 5; }
  .through-tip { fill: var(--change); }
  .cross { stroke: var(--bad); stroke-width: 3; }`;

/** A story as a ladder diagram in SVG. */
export function ladderSvg(story: ShownStory): string {
  const taps = lifelinesOf(story);
  const rows = rowsOf(story).map((row) => ({ row, lines: linesOf(row, story) }));
  const foot = footWords(story);
  const ladderHeight = rows.reduce((sum, { lines }) => sum + lines.length * lineHeight, 0);
  const column = (name: string) => margin + taps.findIndex((tap) => tap.name === name) * pitch;
  const words = margin + (taps.length - 1) * pitch + 40;
  const longest = Math.max(words + widest(rows.flatMap(({ lines }) => lines.map(textOf))), margin / 2 + widest(foot));
  const height = headHeight + ladderHeight + (foot.length + 2) * lineHeight;
  const svg = svgPaper(Math.ceil(longest + margin / 2), height, `a trace of the lab ${story.lab.name}`);
  svg.ele("style").txt(`${style}\n`);
  svg.ele("rect", { width: "100%", height: "100%", fill: "var(--paper)" });
  for (const tap of taps) {
    const state = isUp(statesOf(story), tap.machine) ? "" : (story.states?.[tap.machine] ?? "");
    drawLifeline(svg, tap, column(tap.name), headHeight + ladderHeight, state);
  }
  let y = headHeight + lineHeight / 2;
  for (const { row, lines } of rows) {
    draw(svg, row, column, y);
    for (const line of lines) {
      write(svg, line, words, y);
      y += lineHeight;
    }
  }
  for (const text of foot) {
    y += lineHeight;
    write(svg, [{ text, tone: "soft" }], margin / 2, y);
  }
  return `${svg.doc().end({ headless: true, prettyPrint: false })}\n`;
}

function textOf(line: Line): string {
  return line.map(({ text }) => text).join("");
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length)) * characterWidth;
}

function drawLifeline(
  svg: Svg,
  { machine, interface: name, address }: Tap,
  x: number,
  bottom: number,
  state: string,
): void {
  svg.ele("text", { class: state ? "name off" : "name", x: `${x}`, y: "30" }).txt(machine);
  svg.ele("text", { class: "address", x: `${x}`, y: "52" }).txt(state ? `${name}, ${state}` : name);
  svg.ele("text", { class: "address", x: `${x}`, y: "71" }).txt(address);
  svg.ele("line", { class: state ? "lifeline off" : "lifeline", x1: `${x}`, y1: "80", x2: `${x}`, y2: `${bottom}` });
}

function write(svg: Svg, line: Line, x: number, y: number): void {
  if (line.length === 0) return;
  const text = svg.ele("text", { x: `${x}`, y: `${y + 5}` });
  for (const { text: words, tone, connection } of line) {
    const look =
      connection === undefined ? { class: tone } : { class: "title", style: `fill: ${connectionColour(connection)}` };
    text.ele("tspan", look).txt(words);
  }
}

function draw(svg: Svg, row: Row, column: (tap: string) => number, y: number): void {
  if (row.kind === "end") cross(svg, column(row.at), y);
  if (row.kind === "packet" || row.kind === "end") return;
  const start = column(row.from);
  const end = row.to === undefined ? start + pitch / 2 : column(row.to);
  const towards = end >= start ? 1 : -1;
  const back = end - towards * 11;
  svg.ele("line", { class: row.kind, x1: `${start}`, y1: `${y}`, x2: `${end - towards * 8}`, y2: `${y}` });
  if (row.to === undefined) cross(svg, end, y);
  else svg.ele("path", { class: `${row.kind}-tip`, d: `M${end},${y} L${back},${y - 6} L${back},${y + 6} Z` });
}

function cross(svg: Svg, x: number, y: number): void {
  svg.ele("path", { class: "cross", d: `M${x - 7},${y - 7} l14,14 m0,-14 l-14,14` });
}

import { isUp } from "../../diagram/words";
import { lifelinesOf, type Row, rowsOf } from "./rows";
import { type ShownStory, statesOf } from "./shown-story";
import { connectionMark, crossingWords, duration, lostWords, macOwner, rewritingWords } from "./words";

/** A story as a sequence diagram of Mermaid: https://mermaid.js.org/syntax/sequenceDiagram.html */
export function ladderMermaid(story: ShownStory): string {
  const id = (tap: string) => tap.replaceAll(/\W/g, "_");
  const participants = lifelinesOf(story).map(({ name, address, machine }) => {
    const state = isUp(statesOf(story), machine) ? "" : ` (${story.states?.[machine]})`;
    return `  participant ${id(name)} as ${name}${state}<br>${address}`;
  });
  const lines = rowsOf(story).flatMap((row) => lineOf(row, id, story));
  return ["sequenceDiagram", ...participants, ...lines.map((line) => `  ${line}`), ""].join("\n");
}

function lineOf(row: Row, id: (tap: string) => string, story: ShownStory): string[] {
  const { taps } = story;
  const mark = row.connection === undefined ? "" : `${connectionMark(row.connection)} `;
  switch (row.kind) {
    case "packet":
      return [];
    case "over": {
      const { step, words, from, to } = row;
      const macs = `${macOwner(step.sourceMac, taps)} → ${macOwner(step.destinationMac, taps)}`;
      const lost = to === undefined ? `<br>${lostWords(step, story)}` : "";
      const text = plain(`${mark}${words}<br>${step.source} → ${step.destination}<br>MAC: ${macs}${lost}`);
      // A cross at the arrow's end: the packet is lost.
      return [to === undefined ? `${id(from)}-x${id(from)}: ${text}` : `${id(from)}->>${id(to)}: ${text}`];
    }
    case "through": {
      const words = `${mark}${rewritingWords(row.rewritten)}<br>${crossingWords(row.crossing)}<br>+${duration(row.delay)}`;
      return [`Note over ${id(row.from)},${id(row.to)}: ${plain(words)}`];
    }
    case "end": {
      const facts = row.told ? [] : row.note.evidence;
      return [`Note over ${id(row.at)}: ${plain([row.note.sentence, ...facts].join("<br>"))}`];
    }
  }
}

/** Text for Mermaid, to which a semicolon ends a line and # begins a character's number. */
function plain(text: string): string {
  return text
    .replaceAll("#", "#35;")
    .replaceAll(";", (found, at, whole) => (whole.slice(at - 3, at) === "#35" ? found : "#59;"));
}

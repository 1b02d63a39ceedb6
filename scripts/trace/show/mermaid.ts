import type { Story } from "../story/story";
import { lifelinesOf, type Row, rowsOf } from "./rows";
import { crossingWords, duration, macOwner, rewritingWords } from "./words";

/** A story as a sequence diagram of Mermaid: https://mermaid.js.org/syntax/sequenceDiagram.html */
export function ladderMermaid(story: Story): string {
  const id = (tap: string) => tap.replaceAll(/\W/g, "_");
  const participants = lifelinesOf(story).map(
    ({ name, address }) => `  participant ${id(name)} as ${name}<br>${address}`,
  );
  const lines = rowsOf(story).flatMap((row) => lineOf(row, id, story));
  return ["sequenceDiagram", ...participants, ...lines.map((line) => `  ${line}`), ""].join("\n");
}

function lineOf(row: Row, id: (tap: string) => string, { taps }: Story): string[] {
  switch (row.kind) {
    case "packet":
      return [];
    case "over": {
      const { step, words, from, to } = row;
      const macs = `${macOwner(step.sourceMac, taps)} → ${macOwner(step.destinationMac, taps)}`;
      const text = plain(`${words}<br>${step.source} → ${step.destination}<br>MAC: ${macs}`);
      // A cross at the arrow's end: the packet is lost.
      return [to === undefined ? `${id(from)}-x${id(from)}: ${text}` : `${id(from)}->>${id(to)}: ${text}`];
    }
    case "through": {
      const words = `${rewritingWords(row.rewritten)}<br>${crossingWords(row.crossing)}<br>+${duration(row.delay)}`;
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

import { readFileSync } from "node:fs";
import path from "node:path";
import { layoutOf } from "../../diagram/layout";
import { drawLab, svgPaper } from "../../diagram/svg";
import { labStyle, pageTheme } from "../../diagram/theme";
import { framesOf } from "./frames";
import { type ShownStory, statesOf } from "./shown-story";
import { connectionEnds, footWords } from "./words";

/**
 * A story as one page that needs nothing else: the lab's drawing with the packet moving through it, step by step. What the
 * page does in the browser is in `page/`.
 */
export function storyHtml(story: ShownStory): string {
  const layout = layoutOf(story.lab);
  const svg = svgPaper(layout.width, layout.height, `the lab ${story.lab.name}`);
  drawLab(svg, layout, statesOf(story));
  // Drawn last, and so above all else: the way of the step, and the packet with its number and name.
  svg.ele("path", { id: "way" });
  const packet = svg.ele("g", { id: "packet" });
  packet.ele("circle", { r: "13" });
  packet.ele("text", { class: "number", y: "5" });
  packet.ele("text", { class: "name", y: "32" });
  const drawing = svg.doc().end({ headless: true });
  const frames = framesOf(story, layout);
  const title = `${story.lab.name}: ${story.packets.length} packets, ${frames.length} steps`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${pageTheme}${labStyle}
${part("page.css")}</style>
</head>
<body>
${part("page.html")
  .replace("<!-- drawing -->", () => drawing)
  .replace("<!-- connections -->", () => connectionChoices(story))
  .replace("<!-- foot -->", () => lines(footWords(story)))}
<script id="frames" type="application/json">${embedded(frames)}</script>
<script>${part("page.js")}</script>
</body>
</html>
`;
}

/** What the packets of one connection alone can be chosen by, where there are several. */
function connectionChoices({ connections }: ShownStory): string {
  if (connections.length < 2) return "";
  const options = connections.map(
    (connection) =>
      `<option value="${connection.number}">${connection.number}: ${escaped(connectionEnds(connection))}</option>`,
  );
  return `<select id="connections" aria-label="connection"><option value="">all ${connections.length} connections</option>${options.join("")}</select>`;
}

function lines(texts: readonly string[]): string {
  return texts.map((line) => `<p>${escaped(line)}</p>`).join("\n");
}

function part(name: string): string {
  return readFileSync(path.join(__dirname, "page", name), "utf8");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** JSON inside of a script element, which "</script" would end: https://html.spec.whatwg.org/multipage/scripting.html */
function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

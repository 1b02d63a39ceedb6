import { create } from "xmlbuilder2";
import type { LabDescription } from "../../constructs/lab-description";
import { type Box, type Layout, layoutOf, lineHeight, nameHeight } from "./layout";
import { labStyle, pictureTheme } from "./theme";
import { isUp, type States } from "./words";

export type Svg = ReturnType<typeof create>;

/** A lab as a picture: machines, networks, addresses, gateways, services and weights; machines that are down are grey. */
export function diagramSvg(lab: LabDescription, states: States): string {
  const layout = layoutOf(lab);
  const svg = svgPaper(layout.width, layout.height, `the lab ${lab.name}`);
  svg.ele("style").txt(`${pictureTheme}${labStyle}\n`);
  svg.ele("rect", { width: "100%", height: "100%", fill: "var(--paper)" });
  drawLab(svg, layout, states);
  return `${svg.doc().end({ headless: true, prettyPrint: true })}\n`;
}

/** An empty drawing with a name for those who do not see it. */
export function svgPaper(width: number, height: number, title: string): Svg {
  const size = { viewBox: `0 0 ${width} ${height}`, width: `${width}`, height: `${height}` };
  const svg = create().ele("http://www.w3.org/2000/svg", "svg", { ...size, role: "img", "aria-label": title });
  svg.ele("title").txt(title);
  return svg;
}

/** Draws a lab's machines and networks. */
export function drawLab(svg: Svg, { boxes, buses, ports }: Layout, states: States): void {
  const lab = svg.ele("g", { class: "lab" });
  for (const { id, cidr, x, top, bottom } of buses) {
    lab.ele("line", { class: "bus", x1: `${x}`, y1: `${top}`, x2: `${x}`, y2: `${bottom}` });
    lab.ele("text", { class: "network", x: `${x}`, y: `${top - 30}` }).txt(id);
    lab.ele("text", { class: "network", x: `${x}`, y: `${top - 10}` }).txt(cidr);
  }
  for (const { network, x, y } of ports) {
    const bus = buses.find(({ id }) => id === network);
    if (bus) lab.ele("line", { class: "wire", x1: `${x}`, y1: `${y}`, x2: `${bus.x}`, y2: `${y}` });
  }
  for (const box of boxes) drawBox(lab, box, states);
}

function drawBox(lab: Svg, { machine, role, x, y, width, height, lines }: Box, states: States): void {
  const up = isUp(states, machine);
  const group = lab.ele("g", { class: up ? role : `${role} down` });
  group.ele("rect", { class: "box", x: `${x}`, y: `${y}`, width: `${width}`, height: `${height}`, rx: "8" });
  group.ele("text", { class: "name", x: `${x + 14}`, y: `${y + 27}` }).txt(machine);
  const state = up ? role.replace("-", " ") : (states.get(machine) ?? "");
  group.ele("text", { class: "state", x: `${x + width - 14}`, y: `${y + 27}` }).txt(state);
  for (const [index, line] of lines.entries()) {
    group.ele("text", { x: `${x + 14}`, y: `${y + nameHeight + lineHeight * index + 13}` }).txt(line);
  }
}

/** Colours of the drawings, on light and on dark: text has a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3). */
const colours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: ["#ffffff", "#11161c"],
  box: ["#f3f6f9", "#1b232c"],
  ink: ["#16202c", "#edf2f7"],
  soft: ["#5b6876", "#a5b1be"],
  line: ["#9aa7b4", "#5d6b79"],
  client: ["#1f6fb2", "#6db3f2"],
  director: ["#b3541e", "#f0a26b"],
  server: ["#2b7a4b", "#7fd6a2"],
  change: ["#a8005f", "#ff7ac4"],
  bad: ["#b3261e", "#ff8a80"],
  "connection-1": ["#2b7a4b", "#7fd6a2"],
  "connection-2": ["#7a35d6", "#be95ff"],
  "connection-3": ["#1f6fb2", "#6db3f2"],
  "connection-4": ["#b3541e", "#f0a26b"],
  "connection-5": ["#00706c", "#3ddbd9"],
};

/** The colour of a connection: they take turns, and are told apart by their numbers beyond. */
export function connectionColour(number: number): string {
  return `var(--connection-${((number - 1) % 5) + 1})`;
}

/** The colours for a picture, as its reader prefers them: a page that shows it cannot say more to it. */
export const pictureTheme = `
  svg {${declared((light) => light)} }
  @media (prefers-color-scheme: dark) { svg {${declared((_, dark) => dark)} } }`;

/** The colours for a page, as its reader prefers them, or as the page's `color-scheme` says. */
export const pageTheme = `
  :root { color-scheme: light dark;${declared((light, dark) => `light-dark(${light}, ${dark})`)} }`;

/** The look of a lab's machines and networks. */
export const labStyle = `
  .lab text { font: 17px system-ui, sans-serif; fill: var(--ink); }
  .lab .name { font-weight: 700; font-size: 20px; }
  .lab .box { fill: var(--box); stroke-width: 2; }
  .lab .client .box { stroke: var(--client); }
  .lab .director .box { stroke: var(--director); }
  .lab .real-server .box, .lab .machine .box { stroke: var(--server); }
  .lab .state { fill: var(--soft); text-anchor: end; }
  .lab .down .box { stroke: var(--line); stroke-dasharray: 6 4; }
  .lab .down text { fill: var(--soft); opacity: 0.75; }
  .lab .bus { stroke: var(--line); stroke-width: 4; stroke-linecap: round; }
  .lab .wire { stroke: var(--line); stroke-width: 2; }
  .lab .network { fill: var(--soft); text-anchor: middle; }`;

function declared(value: (light: string, dark: string) => string): string {
  return Object.entries(colours)
    .map(([name, [light, dark]]) => ` --${name}: ${value(light, dark)};`)
    .join("");
}

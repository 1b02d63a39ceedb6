// The page of `./lab trace --html`, in the browser: shows one frame after the other, and moves the packet to it.

/** @type {import("../frames").Frame[]} */
const all = JSON.parse(document.getElementById("frames").textContent);

/** Milliseconds that a packet moves, and that a frame stands while the page plays. */
const moveMs = 700;
const standMs = 1800;

const byId = (id) => document.getElementById(id);
const packet = byId("packet");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The frames that can be seen: all, or those of one connection. */
let frames = all;
let at = 0;
let timer;
let moving;

function show(index) {
  at = Math.max(0, Math.min(frames.length - 1, index));
  const frame = frames[at];
  if (!frame) return;
  byId("connection").replaceChildren(...mark(frame, "connection "));
  byId("words").textContent = `${frame.packet}  ${frame.words}`;
  byId("times").textContent = frame.times;
  fill("layer3", frame.source, frame.destination);
  fill("layer2", frame.sourceMac, frame.destinationMac);
  byId("sentence").textContent = frame.sentence;
  byId("hooks").replaceChildren(...frame.hooks.map((hook) => element("span", hook, hook === "rewritten" && "changed")));
  byId("evidence").replaceChildren(...frame.evidence.map((fact) => element("li", fact)));
  byId("now").className = frame.kind;
  packet.setAttribute("class", frame.kind);
  packet.style.setProperty("--packet", frame.connection ? colourOf(frame.connection) : "var(--client)");
  packet.querySelector(".number").textContent = frame.packet;
  packet.querySelector(".name").textContent = shortened(frame.words);
  byId("way").setAttribute("class", frame.kind);
  byId("way").setAttribute("d", frame.kind === "end" ? "" : `M${frame.path.map((point) => point.join(",")).join("L")}`);
  byId("place").value = at;
  byId("count").textContent = `step ${at + 1} of ${frames.length}`;
  for (const button of byId("packets").querySelectorAll("button")) {
    const current = Number(button.dataset.packet) === frame.packet;
    button.classList.toggle("current", current);
    if (current) button.scrollIntoView({ block: "nearest" });
  }
  move(frame);
}

/** The connection that a frame is of, where there are several. */
function mark({ connection }, words) {
  if (!connection) return [];
  const made = element("span", `${words}${connection}`, "connection");
  made.style.color = colourOf(connection);
  return [made];
}

/** As in theme.ts. */
function colourOf(connection) {
  return `var(--connection-${((connection - 1) % 5) + 1})`;
}

/** As much of a packet's words as there is room for on a network, between the boxes. */
function shortened(words) {
  const first = words.replace(", sent again", "");
  return first.length > 13 ? `${first.slice(0, 12)}…` : first;
}

/** Fills a row of the table: what was rewritten stands below what it was. */
function fill(row, ...fields) {
  const cells = byId(row).querySelectorAll("td:not(.arrow)");
  for (const [index, { value, owner, was }] of fields.entries()) {
    const shown = [was && element("del", was), element("span", value, was && "changed")];
    cells[index].replaceChildren(...shown.filter(Boolean), ...(owner ? [" ", element("small", owner)] : []));
  }
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Moves the packet along a path at one speed, from its first point to its last. */
function move({ path, nameX }) {
  cancelAnimationFrame(moving);
  const lengths = path.slice(1).map(([x, y], index) => Math.hypot(x - path[index][0], y - path[index][1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const start = performance.now();
  const step = (now) => {
    const part = still ? 1 : Math.min(1, Math.max(0, now - start) / moveMs);
    let left = part * whole;
    let leg = 0;
    while (leg < lengths.length - 1 && left > lengths[leg]) left -= lengths[leg++];
    const [x, y] = path[leg];
    const [toX, toY] = path[leg + 1] ?? path[leg];
    const share = lengths[leg] ? left / lengths[leg] : 0;
    const placeX = x + (toX - x) * share;
    packet.setAttribute("transform", `translate(${placeX} ${y + (toY - y) * share})`);
    packet.querySelector(".name").setAttribute("x", nameX - placeX);
    packet.classList.toggle("moving", part < 1);
    if (part < 1) moving = requestAnimationFrame(step);
  };
  step(start);
}

function play() {
  if (timer) return pause();
  if (at === frames.length - 1) show(0);
  timer = setInterval(() => (at < frames.length - 1 ? show(at + 1) : pause()), standMs);
  byId("play").textContent = "pause";
}

function pause() {
  clearInterval(timer);
  timer = undefined;
  byId("play").textContent = "play";
}

function go(index) {
  pause();
  show(index);
}

function switchTheme() {
  const { style } = document.documentElement;
  const now = style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  style.colorScheme = now === "dark" ? "light" : "dark";
}

const actions = {
  first: () => go(0),
  back: () => go(at - 1),
  play,
  forward: () => go(at + 1),
  last: () => go(frames.length - 1),
  theme: switchTheme,
};
for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);

const keys = {
  Home: "first",
  ArrowLeft: "back",
  " ": "play",
  ArrowRight: "forward",
  End: "last",
  t: "theme",
  T: "theme",
};
addEventListener("keydown", (event) => {
  const action = keys[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
  event.preventDefault();
  actions[action]();
});

byId("place").addEventListener("input", (event) => go(Number(event.target.value)));

/** A button for each packet that can be seen. */
function list() {
  byId("place").max = Math.max(0, frames.length - 1);
  const numbers = [...new Set(frames.map((frame) => frame.packet))];
  byId("packets").replaceChildren(...numbers.map(listed));
}

function listed(number) {
  const first = frames.findIndex((frame) => frame.packet === number);
  const ends = frames.some((frame) => frame.packet === number && frame.kind === "end");
  const button = element("button", `${number} ${frames[first].words}`, ends && "bad");
  button.append(...mark(frames[first], ""));
  button.type = "button";
  button.dataset.packet = number;
  button.addEventListener("click", () => go(first));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

byId("connections")?.addEventListener("change", (event) => {
  const chosen = Number(event.target.value);
  const current = frames[at];
  frames = chosen ? all.filter(({ connection }) => connection === chosen) : all;
  list();
  event.target.blur(); // keys are the page's again
  go(frames.indexOf(current));
});

list();
show(0);

// The page of `./lab trace --html`, in the browser: shows one frame after the other, and moves the packet to it.

/** @type {import("../frames").Frame[]} */
const frames = JSON.parse(document.getElementById("frames").textContent);

/** Milliseconds that a packet moves, and that a frame stands while the page plays. */
const moveMs = 700;
const standMs = 1800;

const byId = (id) => document.getElementById(id);
const packet = byId("packet");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

let at = 0;
let timer;
let moving;

function show(index) {
  at = Math.max(0, Math.min(frames.length - 1, index));
  const frame = frames[at];
  if (!frame) return;
  byId("words").textContent = `${frame.packet}  ${frame.words}`;
  byId("times").textContent = frame.times;
  fill("layer3", frame.source, frame.destination);
  fill("layer2", frame.sourceMac, frame.destinationMac);
  byId("sentence").textContent = frame.sentence;
  byId("hooks").replaceChildren(...frame.hooks.map((hook) => element("span", hook, hook === "rewritten" && "changed")));
  byId("evidence").replaceChildren(...frame.evidence.map((fact) => element("li", fact)));
  byId("now").className = frame.kind;
  packet.setAttribute("class", frame.kind);
  packet.querySelector("text").textContent = frame.words;
  byId("place").value = at;
  byId("count").textContent = `step ${at + 1} of ${frames.length}`;
  for (const button of byId("packets").querySelectorAll("button")) {
    button.classList.toggle("current", Number(button.dataset.packet) === frame.packet);
  }
  move(frame.path);
}

/** Fills a row of the table: what was rewritten stands beside what it was. */
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
function move(path) {
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
    packet.setAttribute("transform", `translate(${x + (toX - x) * share} ${y + (toY - y) * share})`);
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
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[action]();
});

byId("place").max = frames.length - 1;
byId("place").addEventListener("input", (event) => go(Number(event.target.value)));

for (const number of new Set(frames.map((frame) => frame.packet))) {
  const first = frames.findIndex((frame) => frame.packet === number);
  const ends = frames.some((frame) => frame.packet === number && frame.kind === "end");
  const button = element("button", `${number} ${frames[first].words}`, ends && "bad");
  button.type = "button";
  button.dataset.packet = number;
  button.addEventListener("click", () => go(first));
  const item = document.createElement("li");
  item.append(button);
  byId("packets").append(item);
}

show(0);

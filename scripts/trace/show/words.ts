import type { Clock } from "../capture/capture";
import type { Connection } from "../story/connections";
import type { Crossing, Rewriting, Step } from "../story/steps";
import type { TracedCommand } from "../story/story";
import type { Tap } from "../tap";
import type { ShownStory } from "./shown-story";

/** Microseconds in words: "0.03 ms", "1.02 s". */
export function duration(us: number): string {
  return us < 1e6 ? `${(us / 1000).toFixed(2)} ms` : `${(us / 1e6).toFixed(2)} s`;
}

/** "destination 192.168.10.100:80 ⇒ 10.0.0.17:80, TTL 64 ⇒ 63"; layer 2 has its own line. */
export function rewritingWords(rewritten: readonly Rewriting[]): string {
  const nat = rewritten.filter(({ what }) => what === "source" || what === "destination");
  const addresses = nat.map(({ what, from, to }) => `${what} ${from} ⇒ ${to}`).join(", ");
  const ttl = rewritten.filter(({ what }) => what === "TTL").map(({ from, to }) => `, TTL ${from} ⇒ ${to}`);
  return `${addresses || "addresses stay as they are"}${ttl.join("")}`;
}

/** "IPVS on lvs, counted at PREROUTING, LOCAL_IN, then rewritten, then at POSTROUTING". */
export function crossingWords({ machine, by, hooks }: Crossing): string {
  const who =
    by === "not known" ? `by whom is not known: the connection is not in ${machine}'s IPVS table` : `by ${by}`;
  if (!hooks) return who;
  return `${who}: ${[...hooks.before, "rewritten", ...hooks.after].join(" → ")}`;
}

/** Whom a packet is for by its IP address, where that is another machine than the one that its MAC address is of. */
export function layersApart(
  step: Step,
  taps: readonly Tap[],
): { readonly ip: string; readonly mac: string } | undefined {
  const [address = ""] = step.destination.split(":");
  const ip = taps.find((tap) => tap.addresses.includes(address))?.machine;
  const mac = taps.find((tap) => tap.mac === step.destinationMac)?.machine;
  return ip && mac && ip !== mac ? { ip, mac } : undefined;
}

/** The tap's name of a MAC address; nothing where it is nobody's. */
export function macOwner(mac: string, taps: readonly Tap[]): string {
  if (mac === "ff:ff:ff:ff:ff:ff") return "everybody";
  return taps.find((tap) => tap.mac === mac)?.name ?? "no machine of the lab";
}

/** Why a packet that left has not arrived, as far as the machines' states tell. */
export function lostWords({ destinationMac }: Step, { taps, states }: ShownStory): string {
  const machine = taps.find(({ mac }) => mac === destinationMac)?.machine;
  const state = machine === undefined ? "running" : (states?.[machine] ?? "running");
  return state === "running" ? "nobody received it" : `nobody received it: ${machine} is ${state}`;
}

/** The number of a packet's connection, where there are several to be told apart: "[2]". */
export function connectionMark(connection: number | undefined): string {
  return connection === undefined ? "" : `[${connection}]`;
}

/** What is said below a ladder: the connections, what the command answered, whose clock it was. */
export function footWords(story: ShownStory): string[] {
  const { packets, connections, command, clock, notices } = story;
  return [
    ...(packets.length === 0
      ? [`no packet was seen${command ? "" : "; make some traffic meanwhile, or give a command"}`]
      : []),
    ...connections.map(connectionWords),
    ...(command ? outcomeWords(command) : []),
    `times: ${clockWords(clock)}`,
    ...notices,
  ];
}

/** "connection 1: tcp 192.168.10.6:40000 → 192.168.10.100:80 → 10.0.0.17:80, TIME_WAIT (joined by …)". */
export function connectionWords(connection: Connection): string {
  const { number, protocol, state, joinedBy } = connection;
  const told = state ? `, ${state}` : "";
  return `connection ${number}: ${protocol} ${connectionEnds(connection)}${told} (joined by ${joinedBy})`;
}

/** "192.168.10.6:40000 → 192.168.10.100:80 → 10.0.0.17:80". */
export function connectionEnds({ client, virtual, real }: Connection): string {
  return [client, virtual, ...(real ? [real] : [])]
    .map(({ address, port }) => (port > 0 ? `${address}:${port}` : address))
    .join(" → ");
}

/** "the host's clock, one for all taps", and the error where there is one. */
export function clockWords({ name, errorUs }: Clock): string {
  return errorUs > 0 ? `${name}, to ±${duration(errorUs)}` : name;
}

/** Lines of a command's output that are shown. */
const outputLimit = 12;

/** Whatever a terminal would take for an instruction, and XML for no character at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The traced command, what it printed, and its exit code. */
export function outcomeWords({ machine, words, exitCode, stdout, stderr }: TracedCommand): string[] {
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim());
  const more = said.length - outputLimit;
  return [
    `${machine}$ ${words.join(" ")}`,
    ...said.slice(0, outputLimit),
    ...(more > 0 ? [`… and ${more} more lines; --json has all of them`] : []),
    `exit code ${exitCode}`,
  ].map((line) => line.replace(controls, "�"));
}

import type { Clock } from "../capture/capture";
import type { Connection } from "../story/connections";
import type { Crossing, Rewriting, Step } from "../story/steps";
import type { Story, TracedCommand } from "../story/story";
import type { Tap } from "../tap";

/** Microseconds in words: "0.03 ms", "1.02 s". */
export function duration(us: number): string {
  return us < 1e6 ? `${(us / 1000).toFixed(2)} ms` : `${(us / 1e6).toFixed(2)} s`;
}

/** "destination 192.168.10.100:80 ⇒ 10.0.0.17:80"; layer 2 and the time to live have their own line. */
export function rewritingWords(rewritten: readonly Rewriting[]): string {
  const nat = rewritten.filter(({ what }) => what === "source" || what === "destination");
  if (nat.length === 0) return "addresses stay as they are";
  return nat.map(({ what, from, to }) => `${what} ${from} ⇒ ${to}`).join(", ");
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

/** What is said below a ladder: the connections, what the command answered, whose clock it was. */
export function footWords(story: Story): string[] {
  const { packets, connections, command, clock, notices } = story;
  return [
    ...(packets.length === 0 ? ["no packet was seen"] : []),
    ...connections.map(connectionWords),
    ...(command ? [outcomeWords(command)] : []),
    `times: ${clockWords(clock)}`,
    ...notices,
  ];
}

/** "connection 1: tcp 192.168.10.6:40000 → 192.168.10.100:80 → 10.0.0.17:80, TIME_WAIT (joined by …)". */
export function connectionWords({ number, protocol, client, virtual, real, state, joinedBy }: Connection): string {
  const ends = [client, virtual, ...(real ? [real] : [])].map(({ address, port }) =>
    port > 0 ? `${address}:${port}` : address,
  );
  const told = state ? `, ${state}` : "";
  return `connection ${number}: ${protocol} ${ends.join(" → ")}${told} (joined by ${joinedBy})`;
}

/** "the host's clock, one for all taps", and the error where there is one. */
export function clockWords({ name, errorUs }: Clock): string {
  return errorUs > 0 ? `${name}, to ±${duration(errorUs)}` : name;
}

/** Lines of a command's output that are shown. */
const outputLimit = 8;

/** What the traced command answered, in one line. */
export function outcomeWords({ machine, words, exitCode, stdout, stderr }: TracedCommand): string {
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim());
  const shown = [...said.slice(0, outputLimit), ...(said.length > outputLimit ? ["…"] : [])].join(" ⏎ ");
  return `${machine}$ ${words.join(" ")}   ${exitCode === 0 ? "" : `(exit code ${exitCode}) `}${shown}`;
}

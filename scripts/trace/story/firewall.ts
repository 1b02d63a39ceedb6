import type { Measured } from "../guests/measure";
import type { Place, Refusal } from "../guests/refusal";
import { wordFor } from "./case";
import type { Journey } from "./journeys";

/** Where packets pass that a machine takes in for itself, that it sends, and that it forwards. */
export const inward: readonly Place[] = ["INGRESS", "PREROUTING", "LOCAL_IN"];
export const outward: readonly Place[] = ["LOCAL_OUT", "POSTROUTING", "EGRESS"];
export const through: readonly Place[] = ["INGRESS", "PREROUTING", "FORWARD", "POSTROUTING", "EGRESS"];

/** Where packets pass that a machine takes in, and those with which it answers them. */
export const inAndOut: readonly Place[] = [...inward, ...outward];

export const everywhere: readonly Place[] = [...new Set([...inAndOut, ...through])];

/** A rule that refused packets between the two measurements, and how many: "iptables -A FORWARD -p tcp -j DROP", 3. */
export interface GrownRule extends Refusal {
  readonly grown: number;
}

/** Rules of a machine at these places whose counters grew. */
export function grownRules({ before, after }: Measured, places: readonly Place[]): GrownRule[] {
  const earlier = new Map(before?.refusals.map(({ rule, packets = 0 }) => [rule, packets]));
  return (after?.refusals ?? [])
    .filter((refusal) => stands(refusal, places))
    .map((refusal) => ({ ...refusal, grown: (refusal.packets ?? 0) - (earlier.get(refusal.rule) ?? 0) }))
    .filter(({ grown }) => grown > 0);
}

/** Rules at these places that have no counter: what they refused was not measured. */
export function uncountedRules({ after }: Measured, places: readonly Place[]): Refusal[] {
  return (after?.refusals ?? []).filter((refusal) => refusal.packets === undefined && stands(refusal, places));
}

function stands(refusal: Refusal, places: readonly Place[]): boolean {
  return refusal.places.some((place) => places.includes(place));
}

/**
 * Whether a rule may be meant for a connection's packets of one direction, by the protocol and the single port that it names. Of
 * what it names besides, nothing is judged: it may be meant for them.
 */
export function mayConcern({ rule }: Refusal, { connection }: Journey, direction: "request" | "reply"): boolean {
  if (!connection) return true;
  const { protocol, client, virtual, real = virtual } = connection;
  const named =
    rule.match(/ -p (tcp|udp|icmp)\b/)?.[1] ?? rule.match(/\b(tcp|udp|icmp) (?:dport|sport|flags|type)\b/)?.[1];
  if (named && named !== protocol && !/! -p|-m multiport/.test(rule)) return false;
  const servers = [virtual.port, real.port];
  const [sources, destinations] = direction === "request" ? [[client.port], servers] : [servers, [client.port]];
  return isAmong(portOf(rule, "sport"), sources) && isAmong(portOf(rule, "dport"), destinations);
}

/** The one port that a rule names: "--dport 80" of iptables, "dport 80" of nft. Not one of a range, a set or what "!" excludes. */
function portOf(rule: string, name: "sport" | "dport"): number | undefined {
  const port = rule.match(new RegExp(`(?<!! --)\\b${name} (\\d+)(?![\\d:-])`))?.[1];
  return port === undefined ? undefined : Number(port);
}

function isAmong(port: number | undefined, ports: readonly number[]): boolean {
  return port === undefined || ports.includes(port);
}

/** The direction of a journey in its connection: "packet" of unknown use goes as the client's does. */
export function directionOf(journey: Journey): "request" | "reply" {
  return wordFor(journey) === "reply" ? "reply" : "request";
}

/**
 * "lvs: iptables -A FORWARD -j DROP, grew by 3 during the trace". @param ended packets of the connection that ended where the rule stands: a counter
 * that grew by more has counted others too, and one that grew by less has not refused them all
 */
export function grownWords(machine: string, { rule, grown }: GrownRule, ended?: number): string {
  const words = `${machine}: ${rule}, grew by ${grown} during the trace`;
  if (ended === undefined || grown === ended) return words;
  const seen = `${ended} packet${ended === 1 ? "" : "s"} of this connection ended there`;
  return `${words}: ${seen}, so it ${grown > ended ? "counts others too" : "does not account for all of them"}`;
}

/** What may be claimed of a rule whose counter grew. @param ended as in {@link grownWords} */
export function claimOf({ grown }: GrownRule, ended: number): string {
  return grown >= ended
    ? "a firewall rule refuses it"
    : "a firewall rule may refuse it, though its counter grew by less than was lost here";
}

/** "lvs: nft ip lab input: tcp dport 80 drop (handle 4), a drop without a counter". */
export function uncountedWords(machine: string, { rule, verdict }: Refusal): string {
  return `${machine}: ${rule}: a ${verdict} without a counter, so that what it refused was not measured`;
}

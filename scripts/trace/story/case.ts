import type { LabDescription } from "../../../constructs/lab-description";
import type { Facts } from "../guests/facts";
import type { Measured } from "../guests/measure";
import type { Ipv4Packet } from "../packet";
import type { Tap } from "../tap";
import type { Journey, Sighting } from "./journeys";

/** All that is known when a journey is judged. */
export interface Case {
  readonly lab: LabDescription;
  readonly taps: readonly Tap[];
  readonly measured: readonly Measured[];
  /** All journeys, in order of time. */
  readonly journeys: readonly Journey[];
}

/** What was measured of a machine. */
export function measuredOf({ measured }: Case, machine: string): Measured {
  return measured.find((one) => one.machine === machine) ?? { machine, state: "not asked" };
}

/** What the machine's kernel said at the end. */
export function factsOf(known: Case, machine: string): Facts | undefined {
  return measuredOf(known, machine).after;
}

/** Whether an address is one of a machine's own. */
export function owns({ taps }: Case, machine: string, address: string): boolean {
  return taps.some((tap) => tap.machine === machine && tap.addresses.includes(address));
}

/** The last that was seen of a journey. */
export function lastSighting({ sightings }: Journey): Sighting {
  const last = sightings.at(-1);
  if (!last) throw new Error("a journey has a sighting");
  return last;
}

export function firstSighting({ sightings }: Journey): Sighting {
  const [first] = sightings;
  if (!first) throw new Error("a journey has a sighting");
  return first;
}

export function ipv4Of({ packet }: Sighting): Ipv4Packet | undefined {
  return packet.content.kind === "ipv4" ? packet.content : undefined;
}

/** "request" on the way to the virtual service, "reply" on the way back, "packet" otherwise. */
export function wordFor({ connection, sightings: [first] }: Journey): "request" | "reply" | "packet" {
  const ip = first && ipv4Of(first);
  if (!connection?.real || !ip) return "packet";
  return ip.source === connection.client.address ? "request" : "reply";
}

/** The address to which a machine hands packets for another one: its gateway, or that one itself. From `ip route get`. */
export function nextHop(route: string, destination: string): string {
  return route.match(/ via (\S+)/)?.[1] ?? destination;
}

/** Whether `ip route get` found a way. */
export function isWay(route: string): boolean {
  return / dev /.test(route);
}

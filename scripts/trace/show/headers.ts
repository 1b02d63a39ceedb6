import type { Tap } from "../tap";
import type { Over, Through } from "./rows";
import { macOwner } from "./words";

/** The addresses of a packet: layers 3 and 4, and layer 2. */
export interface Headers {
  readonly source: Field;
  readonly destination: Field;
  readonly sourceMac: Field;
  readonly destinationMac: Field;
}

/** One field of a packet's headers. */
export interface Field {
  readonly value: string;
  /** Whose address it is. @default - nobody's who is known */
  readonly owner?: string;
  /** What it was before the machine on the way rewrote it. @default - it was not rewritten */
  readonly was?: string;
}

/** The headers of a packet on a link. */
export function headersOf({ step }: Over, taps: readonly Tap[]): Headers {
  return {
    source: { value: step.source, owner: addressOwner(step.source, taps) },
    destination: { value: step.destination, owner: addressOwner(step.destination, taps) },
    sourceMac: { value: step.sourceMac, owner: macOwner(step.sourceMac, taps) },
    destinationMac: { value: step.destinationMac, owner: macOwner(step.destinationMac, taps) },
  };
}

/** The headers as a machine has rewritten them, with what they were before. */
export function rewrittenHeaders({ rewritten }: Through, before: Headers, taps: readonly Tap[]): Headers {
  const changed = (what: string, field: Field, owner: (value: string) => string | undefined): Field => {
    const to = rewritten.find((rewriting) => rewriting.what === what)?.to;
    return to === undefined
      ? { value: field.value, owner: field.owner }
      : { value: to, owner: owner(to), was: field.value };
  };
  return {
    source: changed("source", before.source, (address) => addressOwner(address, taps)),
    destination: changed("destination", before.destination, (address) => addressOwner(address, taps)),
    sourceMac: changed("source MAC", before.sourceMac, (mac) => macOwner(mac, taps)),
    destinationMac: changed("destination MAC", before.destinationMac, (mac) => macOwner(mac, taps)),
  };
}

/** The same headers, when nothing more is done to them. */
export function unchanged(fields: Headers): Headers {
  const still = ({ value, owner }: Field): Field => ({ value, owner });
  return {
    source: still(fields.source),
    destination: still(fields.destination),
    sourceMac: still(fields.sourceMac),
    destinationMac: still(fields.destinationMac),
  };
}

/** Whose address it is, by its name in LVS: "CIP, client". */
function addressOwner(end: string, taps: readonly Tap[]): string | undefined {
  const [address = ""] = end.split(":");
  const tap = taps.find((candidate) => candidate.addresses.includes(address));
  if (!tap) return undefined;
  const outer = taps.find(({ machine }) => machine === tap.machine) === tap;
  const names = { client: "CIP", "real-server": "RIP", director: outer ? "VIP" : "DIP", machine: "" };
  return [names[tap.role], tap.machine].filter(Boolean).join(", ");
}

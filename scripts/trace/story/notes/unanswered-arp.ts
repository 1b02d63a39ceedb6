import type { ArpPacket } from "../../packet";
import { type Case, factsOf, firstSighting } from "../case";
import type { Journey } from "../journeys";
import type { Note } from "./note";
import { linksDown } from "./routing-cause";

/** A machine asks for a MAC address and nobody answers. */
export function unansweredArp(journey: Journey, known: Case): Note | undefined {
  const first = firstSighting(journey);
  const asked = arpOf(journey);
  if (asked?.operation !== "request" || isAnswered(asked, known.journeys)) return undefined;
  const { machine } = first.tap;
  const facts = factsOf(known, machine);
  const state = facts?.neighbours[asked.targetAddress];
  const routes = Object.entries(facts?.routes ?? {}).filter(([, route]) =>
    route.includes(` via ${asked.targetAddress} `),
  );
  const askedOf = known.taps.find(({ addresses }) => addresses.includes(asked.targetAddress))?.machine;
  return {
    kind: "lost",
    machine,
    sentence: `${machine} asks who has ${asked.targetAddress}, and nobody answers: what it has for it cannot leave`,
    evidence: [
      ...(state ? [`${machine}: ip neigh: ${asked.targetAddress} ${state}`] : []),
      ...routes.map(([address, route]) => `${machine}: ip route get ${address}: ${route}`),
      ...(askedOf ? linksDown(askedOf, known) : []),
    ],
  };
}

/** Whether anybody answered a question. */
export function isAnswered({ senderAddress, targetAddress }: ArpPacket, journeys: readonly Journey[]): boolean {
  return journeys
    .map(arpOf)
    .some(
      (other) =>
        other?.operation === "reply" && other.senderAddress === targetAddress && other.targetAddress === senderAddress,
    );
}

function arpOf(journey: Journey): ArpPacket | undefined {
  const { content } = firstSighting(journey).packet;
  return content.kind === "arp" ? content : undefined;
}

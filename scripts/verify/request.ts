import { networkWith } from "../../constructs/interface-addresses";
import type { LabDescription, MachineDescription, ServiceDescription } from "../../constructs/lab-description";
import { matchesOf, type PortMatch } from "../../constructs/port-match";

/** What a virtual service is asked on: its port, or the first that its firewall mark joins, TCP if there is one. */
export function requestOf(service: ServiceDescription): Required<PortMatch> {
  const matches = matchesOf(service);
  return matches.find(({ protocol }) => protocol === "tcp") ?? matches[0] ?? { protocol: "tcp", port: 80 };
}

/** One request as a person types it. */
export function requestCommand(service: ServiceDescription): string {
  const { protocol, port } = requestOf(service);
  if (protocol === "udp") return `sh -c 'echo | socat - UDP4:${service.vip}:${port}'`;
  return `curl ${service.vip}${port === 80 ? "" : `:${port}`}`;
}

/** What a real server answers such a request with. */
export function answerOf({ page = "", udpAnswer = "" }: MachineDescription, { protocol }: PortMatch): string {
  return protocol === "udp" ? udpAnswer : page;
}

/** Who asks: the client's name, and its address (CIP). */
export interface Asker {
  readonly name: string;
  readonly cip: string;
}

/** A client in the network of the service's address, else the first one; nothing where the lab has none. */
export function askerOf(lab: LabDescription, service: ServiceDescription): Asker | undefined {
  const director = lab.machines.find(({ name }) => name === service.director);
  const outside = networkWith(director, service.vip);
  const cards = lab.machines
    .filter(({ role }) => role === "client")
    .flatMap(({ name, interfaces }) => interfaces.map(({ network, address }) => ({ name, network, cip: address })));
  const card = cards.find(({ network }) => network === outside) ?? cards[0];
  return card && { name: card.name, cip: card.cip };
}

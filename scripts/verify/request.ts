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

/** A client in the network of the service's address, else the first one; nothing where the lab has none. */
export function clientOf(lab: LabDescription, service: ServiceDescription): MachineDescription | undefined {
  const director = lab.machines.find(({ name }) => name === service.director);
  const outside = director?.interfaces.find(({ address }) => address === service.vip)?.network;
  const clients = lab.machines.filter(({ role }) => role === "client");
  return clients.find(({ interfaces }) => interfaces.some(({ network }) => network === outside)) ?? clients[0];
}

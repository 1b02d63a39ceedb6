import { networkWith } from "../interface-addresses";
import type { LabDescription, MachineDescription, ServiceDescription } from "../lab-description";
import { machineTitle, serviceTitle } from "./words";

/** Clients: each virtual service has one that can ask it, and none of them is where replies find a way around the director. */
export function clientMistakes(lab: LabDescription): string[] {
  const clients = lab.machines.filter(({ role }) => role === "client");
  return [
    ...lab.services.flatMap((service) => serviceWithoutClient(lab, clients, service)),
    ...clients.flatMap((client) => clientInside(lab, client)),
  ];
}

/** What is wrong with a service's address itself is told elsewhere. */
function serviceWithoutClient(
  lab: LabDescription,
  clients: readonly MachineDescription[],
  service: ServiceDescription,
): string[] {
  const director = lab.machines.find(({ name }) => name === service.director);
  const network = networkWith(director, service.vip);
  if (network === undefined || network === director?.interfaces[0]?.network) return [];
  // One without interfaces is told elsewhere.
  if (clients.some(({ interfaces: cards }) => cards.length === 0 || cards.some((card) => card.network === network))) {
    return [];
  }
  return [
    `${serviceTitle(service)}: no client is in network ${network}, so nobody asks it and nothing could be verified; ` +
      "declare a Client there",
  ];
}

function clientInside({ machines }: LabDescription, client: MachineDescription): string[] {
  return machines
    .filter(({ role, interfaces: [inside] }) => {
      return role === "director" && client.interfaces.some(({ network }) => network === inside?.network);
    })
    .map(
      (director) =>
        `${machineTitle(client)}: it is in network ${director.interfaces[0]?.network}, where the real servers of ` +
        `${machineTitle(director)} are, so their replies would not come back through the director; put it outside, or ` +
        "declare a Machine instead",
    );
}

import type { DestinationDescription, LabDescription, ServiceDescription } from "../lab-description";
import { schedulers } from "../scheduler";
import { isWhole, machineTitle, repeated, serviceTitle } from "./words";

/** Virtual services: what ipvsadm or the kernel would refuse, and what could not work. */
export function serviceMistakes(lab: LabDescription): string[] {
  const twice = repeated(lab.services, ({ vip, port }) => `${vip}:${port}`).map(
    ({ item }) => `${serviceTitle(item)}: it is declared twice; put all its real servers into one`,
  );
  return [
    ...lab.services.flatMap((service) => [...ownMistakes(service), ...destinationMistakes(lab, service)]),
    ...twice,
  ];
}

function ownMistakes(service: ServiceDescription): string[] {
  const { port, scheduler } = service;
  const mistakes: string[] = [];
  if (!isWhole(port, 1, 65535)) {
    mistakes.push(`${serviceTitle(service)}: ${port} is not a TCP port; use a whole number from 1 to 65535`);
  }
  if (!schedulers.includes(scheduler)) {
    mistakes.push(
      `${serviceTitle(service)}: the kernel has no scheduler ${JSON.stringify(scheduler)}; use one of ${schedulers.join(", ")}`,
    );
  }
  return mistakes;
}

function destinationMistakes(lab: LabDescription, service: ServiceDescription): string[] {
  const twice = repeated(service.realServers, ({ name }) => name).map(
    ({ item }) =>
      `${serviceTitle(service)}: real server ${item.name} is added twice; add it once, with the weight it is to have`,
  );
  return [...service.realServers.flatMap((destination) => destinationMistake(lab, service, destination)), ...twice];
}

function destinationMistake(
  lab: LabDescription,
  service: ServiceDescription,
  destination: DestinationDescription,
): string[] {
  const { name, weight } = destination;
  const server = lab.machines.find((machine) => machine.name === name && machine.role === "real-server");
  if (!server) {
    return [`${serviceTitle(service)}: real server ${name} is not in lab ${lab.name}; declare it there`];
  }
  const mistakes: string[] = [];
  // ipvsadm(8), --weight
  if (!isWhole(weight, 0, 65535)) {
    mistakes.push(
      `${serviceTitle(service)}: real server ${name} can't have the weight ${weight}; use a whole number from 0 to 65535`,
    );
  }
  const director = lab.machines.find((machine) => machine.name === service.director);
  const inside = director?.interfaces[0]?.network;
  const network = server.interfaces[0]?.network;
  if (director && network !== inside) {
    mistakes.push(
      `${serviceTitle(service)}: ${machineTitle(server)} is in network ${network}, and the director's DIP is in ${inside}; put both into one`,
    );
  }
  return mistakes;
}

import { networkWith } from "../interface-addresses";
import type {
  DestinationDescription,
  LabDescription,
  MachineDescription,
  ServiceDescription,
} from "../lab-description";
import { matchesOf } from "../port-match";
import { isPort, isWhole, machineTitle, repeated, serviceTitle, shown, useAPort } from "./words";

/** The real servers of one virtual service. */
export function destinationMistakes(lab: LabDescription, service: ServiceDescription): string[] {
  const twice = repeated(service.realServers, ({ name, port }) => `${name} ${port}`).map(
    ({ item }) => `real server ${item.name} is added twice; add it once, with the weight it is to have`,
  );
  return [...service.realServers.flatMap((destination) => destinationMistake(lab, service, destination)), ...twice].map(
    (mistake) => `${serviceTitle(service)}: ${mistake}`,
  );
}

function destinationMistake(
  lab: LabDescription,
  service: ServiceDescription,
  destination: DestinationDescription,
): string[] {
  const { name, weight } = destination;
  const server = lab.machines.find((machine) => machine.name === name && machine.role === "real-server");
  if (!server) return [`real server ${name} is not in lab ${lab.name}; declare it there`];
  const mistakes: string[] = [];
  // ipvsadm(8), --weight
  if (!isWhole(weight, 0, 65535)) {
    mistakes.push(`real server ${name} can't have the weight ${shown(weight)}; use a whole number from 0 to 65535`);
  }
  return [
    ...mistakes,
    ...portMistake(service, destination),
    ...udpMistake(service, server),
    ...reach(lab, service, server),
  ];
}

function portMistake(service: ServiceDescription, { name, port }: DestinationDescription): string[] {
  if (service.protocol === "fwm") {
    if (port === 0) return [];
    return [
      `a firewall mark keeps the port that the client sent to, and real server ${name} is added with port ${port}; ` +
        "leave it out, or declare a service for each port",
    ];
  }
  // The service's own port is looked at by itself. NaN is no other than NaN.
  if (Object.is(port, service.port) || isPort(port)) return [];
  return [`real server ${name} can't listen on port ${shown(port)}; ${useAPort}`];
}

function udpMistake(service: ServiceDescription, { name, udpAnswer }: MachineDescription): string[] {
  if (udpAnswer !== undefined || matchesOf(service).every(({ protocol }) => protocol !== "udp")) return [];
  return [`real server ${name} serves HTTP, which is TCP; give it a udpAnswer, or send it no UDP`];
}

/** Requests must find the real server, and its replies the director: both by the server network, and no other way. */
function reach(lab: LabDescription, service: ServiceDescription, server: MachineDescription): string[] {
  const director = lab.machines.find((machine) => machine.name === service.director);
  const inside = director?.interfaces[0]?.network;
  const [first, ...others] = server.interfaces;
  if (!director || !first) return [];
  if (first.network !== inside) {
    return [
      `${machineTitle(server)} is in network ${first.network}, and the director's DIP is in ${inside}; put both into one`,
    ];
  }
  const outside = networkWith(director, service.vip);
  return others
    .filter(({ network }) => network === outside)
    .map(
      ({ name, network }) =>
        `${machineTitle(server)} has ${name} in network ${network} too, so replies to clients there would not come back ` +
        "through the director; leave that interface out",
    );
}

import { addressesOf } from "../interface-addresses";
import type { FirewallMarkServiceDescription, LabDescription, ServiceDescription } from "../lab-description";
import { matchesOf, protocols } from "../port-match";
import { isPort, isWhole, repeated, serviceTitle, shown, useAPort } from "./words";

/** Above this, `ipvsadm -ln` prints a mark as a negative number. */
const greatestMark = 2 ** 31 - 1;

/** By what a virtual service is told from all other traffic: address and port, or firewall mark. */
export function selectorMistakes(lab: LabDescription, service: ServiceDescription): string[] {
  const title = serviceTitle(service);
  const matches = matchesOf(service).flatMap(({ protocol, port }) => {
    if (!protocols.includes(protocol)) {
      return [`${title}: ${JSON.stringify(protocol)} is not a protocol of virtual services here; use tcp or udp`];
    }
    if (port === undefined) return [`${title}: it has no port; ${useAPort}`];
    return isPort(port) ? [] : [`${title}: ${shown(port)} is not a ${protocol.toUpperCase()} port; ${useAPort}`];
  });
  return [...matches, ...addressMistake(lab, service), ...(service.protocol === "fwm" ? markMistakes(service) : [])];
}

/** IPVS takes what is addressed to the director itself, in INPUT; the rest passes it by. */
function addressMistake(lab: LabDescription, service: ServiceDescription): string[] {
  const director = lab.machines.find(({ name }) => name === service.director);
  const [inside, ...others] = director?.interfaces ?? [];
  const addresses = others.flatMap(addressesOf);
  if (addresses.includes(service.vip)) return [];
  const use = `use ${addresses.join(" or ")}`;
  if (inside && addressesOf(inside).includes(service.vip)) {
    return [
      `${serviceTitle(service)}: that is the DIP, in the real servers' own network, so that no reply would come back through ` +
        `the director; ${use}`,
    ];
  }
  return [`${serviceTitle(service)}: the director does not have that address; ${use}, or add it to its extraVips`];
}

function markMistakes(service: FirewallMarkServiceDescription): string[] {
  const title = serviceTitle(service);
  const mistakes: string[] = [];
  if (!isWhole(service.firewallMark, 1, greatestMark)) {
    mistakes.push(
      `${title}: ${shown(service.firewallMark)} is not a firewall mark; use a whole number from 1 to ${greatestMark}`,
    );
  }
  if (service.matches.length === 0) {
    mistakes.push(`${title}: nothing gets its mark; give it at least one port in matches`);
  }
  return mistakes;
}

/** Marks and ports that are taken twice: the kernel refuses the second service, or it never sees a packet. */
export function takenMistakes(services: readonly ServiceDescription[]): string[] {
  const marks = services.filter((service) => service.protocol === "fwm");
  const sameMark = repeated(marks, ({ director, firewallMark }) => `${director} ${firewallMark}`);
  const taken = services.flatMap((service) =>
    matchesOf(service).map(({ protocol, port }) => ({ service, place: `${protocol} ${service.vip}:${port}` })),
  );
  const samePort = repeated(taken, ({ service, place }) => `${service.director} ${place}`);
  return [
    ...sameMark.map(({ item }) => declaredTwice(item)),
    ...samePort.map(({ item: { service, place }, first }) => {
      if (service === first.service) return `${serviceTitle(service)}: its matches have ${place} twice; name it once`;
      if (service.protocol !== "fwm" && first.service.protocol !== "fwm") return declaredTwice(service);
      return `${serviceTitle(service)}: ${serviceTitle(first.service)} takes ${place} already; give it to one of them`;
    }),
  ];
}

function declaredTwice(service: ServiceDescription): string {
  return `${serviceTitle(service)}: it is declared twice; put all its real servers into one`;
}

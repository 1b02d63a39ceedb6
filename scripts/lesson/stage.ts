import { addressesOf } from "../../constructs/interface-addresses";
import type { LabDescription, MachineDescription, PortServiceDescription } from "../../constructs/lab-description";
import type { Place, Values } from "../../lessons/values";
import { type Guest, Guests } from "../guests/guests";
import { LabError } from "../run/errors";

/** The lab that is up, as the lessons see it. */
export interface Stage {
  readonly values: Values;
  readonly at: (place: Place) => Guest;
}

/**
 * Finds the lessons' parts in a lab: its first TCP service with two real servers on one port.
 *
 * @throws LabError when the lab has no such service, or no client
 */
export function stageOf(lab: LabDescription): Stage {
  const guests = new Guests(lab);
  const service = lab.services.find(isTaught);
  const client = lab.machines.find(({ role }) => role === "client");
  const director = lab.machines.find(({ name }) => name === service?.director);
  const [one, two] = (service?.realServers ?? []).map(({ name }) => guests.named(name).machine);
  if (!service || !client || !director || !one || !two) {
    throw new LabError(
      `the lessons need a client, and a TCP service with two real servers on its own port; ${lab.name} has none. ` +
        "The main.ts that this project comes with declares them",
    );
  }
  const machines: Readonly<Record<Place, MachineDescription>> = { client, director, rs1: one, rs2: two };
  const [outside, inside] = [service.vip, director.dip].map((address) =>
    director.interfaces.find((card) => address !== undefined && addressesOf(card).includes(address)),
  );
  const of = (network?: string) => lab.networks.find(({ id }) => id === network)?.cidr ?? "";
  return {
    values: {
      CLIENT: client.name,
      DIRECTOR: director.name,
      RS1: one.name,
      RS2: two.name,
      CIP: client.interfaces[0]?.address ?? "",
      VIP: service.vip,
      DIP: director.dip ?? "",
      RIP1: service.realServers[0]?.rip ?? "",
      RIP2: service.realServers[1]?.rip ?? "",
      PORT: `${service.port}`,
      SERVICE: `-t ${service.vip}:${service.port}`,
      PAGE1: one.page ?? "",
      PAGE2: two.page ?? "",
      OUTSIDE: of(outside?.network),
      INSIDE: of(inside?.network),
    },
    at: (place) => guests.named(machines[place].name),
  };
}

function isTaught(service: LabDescription["services"][number]): service is PortServiceDescription {
  const { protocol, realServers } = service;
  return protocol === "tcp" && realServers.length >= 2 && realServers.every(({ port }) => port === service.port);
}

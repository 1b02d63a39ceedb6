import { addressesOf } from "../../constructs/interface-addresses";
import type { LabDescription, MachineDescription, PortServiceDescription } from "../../constructs/lab-description";
import type { Experiment } from "../../lessons/experiment";
import type { Place, Values } from "../../lessons/values";
import { type Guest, Guests } from "../guests/guests";
import { LabError } from "../run/errors";

/** The lab that is up, as the lessons see it. */
export interface Stage {
  readonly values: Values;
  readonly at: (place: Place) => Guest;
  /** Whether the lab has what an experiment needs. */
  readonly canPlay: (experiment: Experiment) => boolean;
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
  const [outside, inside] = [service.vip, director.dip].map((address) =>
    director.interfaces.find((card) => address !== undefined && addressesOf(card).includes(address)),
  );
  const cardIn = (machine: MachineDescription, network?: string) =>
    machine.interfaces.find((card) => card.network === network);
  const backup = lab.machines.find(
    (machine) => machine.role === "machine" && cardIn(machine, outside?.network) && cardIn(machine, inside?.network),
  );
  const machines: Readonly<Record<Place, string>> = {
    ...{ client: client.name, director: director.name, rs1: one.name, rs2: two.name, backup: backup?.name ?? "" },
  };
  const of = (network?: string) => lab.networks.find(({ id }) => id === network)?.cidr ?? "";
  return {
    values: {
      CLIENT: client.name,
      DIRECTOR: director.name,
      RS1: one.name,
      RS2: two.name,
      BACKUP: machines.backup,
      CIP: client.interfaces[0]?.address ?? "",
      VIP: service.vip,
      DIP: director.dip ?? "",
      BACKUP_MAC: (backup && cardIn(backup, inside?.network)?.mac) ?? "",
      RIP1: service.realServers[0]?.rip ?? "",
      RIP2: service.realServers[1]?.rip ?? "",
      PORT: `${service.port}`,
      SERVICE: `-t ${service.vip}:${service.port}`,
      PAGE1: one.page ?? "",
      PAGE2: two.page ?? "",
      OUTSIDE: of(outside?.network),
      INSIDE: of(inside?.network),
    },
    at: (place) => guests.named(machines[place]),
    canPlay: ({ needs }) => needs === undefined || backup !== undefined,
  };
}

function isTaught(service: LabDescription["services"][number]): service is PortServiceDescription {
  const { protocol, realServers } = service;
  return protocol === "tcp" && realServers.length >= 2 && realServers.every(({ port }) => port === service.port);
}

import { contains } from "../addresses";
import type { LabDescription, MachineDescription, NetworkDescription } from "../lab-description";
import { rangeOf } from "./networks";
import { machineTitle, networkTitle } from "./words";

/** Directors of which two things were exchanged: a sentence each, and what the lab may have been meant to be. */
export interface Exchanged {
  readonly mistakes: readonly string[];
  /** The lab with their networks exchanged, and with their VIP and DIP; the lab itself where nothing was. */
  readonly meanings: readonly LabDescription[];
}

/** Directors with the VIP in the inside and the DIP in the outside: else every rule would tell what follows from it. */
export function exchanged(lab: LabDescription): Exchanged {
  const directors = lab.machines.filter((machine) => machine.role === "director" && isExchanged(lab, machine));
  if (directors.length === 0) return { mistakes: [], meanings: [lab] };
  return {
    mistakes: directors.map((director) => {
      const [inside, outside] = sides(lab, director);
      return (
        `${machineTitle(director)}: its VIP ${director.vip} is in its inside, ${inside && networkTitle(inside)}, and its DIP ` +
        `${director.dip} in its outside, ${outside && networkTitle(outside)}; exchange outside and inside, or vip and dip`
      );
    }),
    meanings: [networksExchanged(lab, directors), directors.reduce(addressesExchanged, lab)],
  };
}

function isExchanged(lab: LabDescription, director: MachineDescription): boolean {
  const [inside, outside] = sides(lab, director).map((network) => network && rangeOf(network));
  const { vip, dip } = director;
  if (!inside || !outside || vip === undefined || dip === undefined) return false;
  return contains(inside, vip) && contains(outside, dip) && !contains(outside, vip) && !contains(inside, dip);
}

/** A director's inside and outside, which its first two interfaces are in. */
function sides(lab: LabDescription, director: MachineDescription): (NetworkDescription | undefined)[] {
  return [0, 1].map((card) => lab.networks.find(({ id }) => id === director.interfaces[card]?.network));
}

function networksExchanged(lab: LabDescription, directors: readonly MachineDescription[]): LabDescription {
  const machines = lab.machines.map((machine) => {
    const [inside, outside, ...others] = machine.interfaces;
    if (!directors.includes(machine) || !inside || !outside) return machine;
    const interfaces = [{ ...inside, network: outside.network }, { ...outside, network: inside.network }, ...others];
    return { ...machine, interfaces };
  });
  return { ...lab, machines };
}

/** Gateways that are taken from the director's DIP, and services on its VIP, go with them. */
function addressesExchanged(lab: LabDescription, { name, vip, dip }: MachineDescription): LabDescription {
  const other = <T extends string | undefined>(address: T) =>
    (address === vip ? dip : address === dip ? vip : address) as T;
  const machines = lab.machines.map((machine) => {
    const gateway = other(machine.gateway);
    if (machine.name !== name) return { ...machine, gateway };
    const interfaces = machine.interfaces.map((card) => ({ ...card, address: other(card.address) }));
    return { ...machine, gateway, vip: dip, dip: vip, interfaces };
  });
  const services = lab.services.map((service) =>
    service.director === name ? { ...service, vip: other(service.vip) } : service,
  );
  return { ...lab, machines, services };
}

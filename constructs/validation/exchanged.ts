import { contains } from "../addresses";
import type { LabDescription, MachineDescription, NetworkDescription } from "../lab-description";
import { rangeOf } from "./networks";
import { machineTitle, networkTitle } from "./words";

/**
 * Directors whose networks were exchanged, which one sentence each tells, and the lab as it was meant: else every rule about
 * addresses, gateways and clients would tell what follows from it.
 */
export function exchangedNetworks(lab: LabDescription): { mistakes: string[]; meant: LabDescription } {
  const directors = lab.machines.filter((machine) => machine.role === "director" && isExchanged(lab, machine));
  const meant = (machine: MachineDescription): MachineDescription => {
    const [inside, outside, ...others] = machine.interfaces;
    if (!directors.includes(machine) || !inside || !outside) return machine;
    const interfaces = [{ ...inside, network: outside.network }, { ...outside, network: inside.network }, ...others];
    return { ...machine, interfaces };
  };
  return {
    mistakes: directors.map((director) => {
      const [inside, outside] = sides(lab, director);
      return (
        `${machineTitle(director)}: its VIP ${director.vip} is in its inside, ${inside && networkTitle(inside)}, ` +
        `and its DIP ${director.dip} in its outside, ${outside && networkTitle(outside)}; exchange outside and inside`
      );
    }),
    meant: { ...lab, machines: lab.machines.map(meant) },
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

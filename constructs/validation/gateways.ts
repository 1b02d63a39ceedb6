import { addressesOf } from "../interface-addresses";
import type { LabDescription, MachineDescription } from "../lab-description";
import { rangeOf } from "./networks";
import { machineTitle, networkTitle } from "./words";

/** Default routes: a real server's leads to its director, any other to a neighbour. */
export function gatewayMistakes(lab: LabDescription): string[] {
  return lab.machines.flatMap((machine) =>
    machine.role === "real-server" ? realServerGateway(lab, machine) : neighbour(lab, machine),
  );
}

function realServerGateway(lab: LabDescription, server: MachineDescription): string[] {
  const title = machineTitle(server);
  const network = server.interfaces[0]?.network;
  const directors = lab.machines.filter((machine) => machine.dip && machine.interfaces[0]?.network === network);
  const users = directors.filter(({ name }) =>
    lab.services.some(
      ({ director, realServers }) =>
        director === name && realServers.some((destination) => destination.name === server.name),
    ),
  );
  const [director, ...others] = users.length > 0 ? users : directors;
  if (!director) {
    return [
      `${title}: no director has a DIP in network ${network}, so replies would not come back through one; ` +
        "give a director that network as its inside",
    ];
  }
  if (users.length === 0 && others.some(({ dip }) => dip === server.gateway)) return [];
  const wrong = [director, ...(users.length > 0 ? others : [])].filter(({ dip }) => dip !== server.gateway);
  return wrong.map((one) => {
    const mistake = `${title}: its gateway ${server.gateway} is not the DIP of ${machineTitle(one)}, so replies would not come back`;
    return wrong.length === users.length || users.length === 0
      ? `${mistake} through the director; set the gateway to ${one.dip}`
      : `${mistake} through that one; let one director send to it`;
  });
}

function neighbour(lab: LabDescription, machine: MachineDescription): string[] {
  const { gateway } = machine;
  if (gateway === undefined) return [];
  const networks = lab.networks.filter(({ id }) => machine.interfaces.some(({ network }) => network === id));
  if (networks.some((network) => rangeOf(network) === undefined)) return [];
  const neighbours = lab.machines
    .filter((other) => other !== machine)
    .flatMap(({ interfaces }) => interfaces.filter((card) => networks.some(({ id }) => id === card.network)));
  if (neighbours.flatMap(addressesOf).includes(gateway)) return [];
  return [
    `${machineTitle(machine)}: its gateway ${gateway} is no other machine's address in ${networks.map(networkTitle).join(" or ")}; ` +
      "give it the address of one there, such as a DIP",
  ];
}

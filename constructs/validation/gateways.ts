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
  if (directors.length === 0) {
    return [
      `${title}: no director has a DIP in network ${network}, so replies would not come back through one; ` +
        "give a director that network as its inside",
    ];
  }
  const fits = ({ dip }: MachineDescription) => dip === server.gateway;
  // One that nobody sends to yet may stand behind any of them.
  const wanted = users.length > 0 ? users : directors.some(fits) ? [] : directors.slice(0, 1);
  const wrong = wanted.filter((director) => !fits(director));
  return wrong.map((director) => {
    const dip = `the DIP of ${machineTitle(director)}`;
    const is =
      server.gateway === undefined
        ? `it has no gateway, while it needs ${dip}`
        : `its gateway ${server.gateway} is not ${dip}`;
    const cause = `${title}: ${is}, so replies would not come back`;
    return wrong.length === wanted.length
      ? `${cause} through the director; set the gateway to ${director.dip}`
      : `${cause} through that one; let one director send to it`;
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

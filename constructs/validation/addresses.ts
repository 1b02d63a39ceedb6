import { contains, type Ipv4Network, isAddress, parseNetwork } from "../addresses";
import type { InterfaceDescription, LabDescription, MachineDescription } from "../lab-description";
import { giveAddressFrom, machineTitle, networkTitle, repeated } from "./words";

interface Seat {
  readonly machine: MachineDescription;
  readonly card: InterfaceDescription;
  readonly title: string;
  /** The network that the interface is in; nothing where it is malformed, which is reported elsewhere. */
  readonly network: Ipv4Network | undefined;
}

/** Addresses: each inside its network, and nobody else's. */
export function addressMistakes(lab: LabDescription): string[] {
  const seats = lab.machines.flatMap((machine) =>
    machine.interfaces.map((card): Seat => {
      const network = lab.networks.find(({ id }) => id === card.network);
      const title = machineTitle(machine);
      return { machine, card, title, network: network && parseNetwork(network.cidr) };
    }),
  );
  return [...seats.flatMap((seat) => addressMistake(seat, seats)), ...duplicates(seats), ...sharedCards(seats)];
}

function addressMistake({ machine, card, title, network }: Seat, seats: readonly Seat[]): string[] {
  if (!network) return [];
  const { address } = card;
  const mistake = (cause: string) => [`${title}: ${cause}; ${giveAddressFrom(network)}`];
  const where = networkTitle({ id: card.network, cidr: network.cidr });

  if (!isAddress(address)) return mistake(`${JSON.stringify(address)} is not an IPv4 address`);
  const inside = seats.find((seat) => seat.machine === machine && seat.card.address === machine.dip)?.network;
  if (address === machine.vip && machine.vip !== machine.dip && inside && contains(inside, address)) {
    return mistake(`the VIP ${address} is in the server network ${inside.cidr}`);
  }
  if (!contains(network, address)) return mistake(`${address} is not inside ${where}`);
  if (address === network.networkAddress) return mistake(`${address} is the address of ${where} itself`);
  if (address === network.broadcastAddress) return mistake(`${address} is the broadcast address of ${where}`);
  return [];
}

function duplicates(seats: readonly Seat[]): string[] {
  const addresses = repeated(seats, ({ card }) => card.address).map(
    ({ item, first }) =>
      `${item.title}: ${first.title} has the address ${item.card.address} already; give it another one`,
  );
  const macs = repeated(seats, ({ card }) => card.mac)
    .filter(({ item, first }) => item.machine.name !== first.machine.name)
    .map(
      ({ item, first }) =>
        `${item.title}: its name gives ${item.card.name} the MAC address ${item.card.mac} of ${first.title}; give it another name`,
    );
  return [...addresses, ...macs];
}

function sharedCards(seats: readonly Seat[]): string[] {
  return repeated(
    seats,
    ({ machine, card }) => `${seats.findIndex((seat) => seat.machine === machine)} ${card.network}`,
  ).map(
    ({ item, first }) =>
      `${item.title}: ${first.card.name} and ${item.card.name} are both in network ${item.card.network}; ` +
      "give each interface a network of its own",
  );
}

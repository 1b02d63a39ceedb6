import { contains, type Ipv4Network, isAddress } from "../addresses";
import { addressesOf } from "../interface-addresses";
import type { InterfaceDescription, LabDescription, MachineDescription } from "../lab-description";
import { rangeOf } from "./networks";
import { giveAddressFrom, machineTitle, networkTitle, repeated } from "./words";

interface Seat {
  readonly machine: MachineDescription;
  readonly card: InterfaceDescription;
  readonly address: string;
  /** Whether the interface has it as its first address. */
  readonly isFirst: boolean;
  readonly title: string;
  /** The network that the interface is in; nothing where it is wrong, which is reported elsewhere. */
  readonly network: Ipv4Network | undefined;
}

/** Addresses: each inside its network, and nobody else's. */
export function addressMistakes(lab: LabDescription): string[] {
  const seats = lab.machines.flatMap((machine) =>
    machine.interfaces.flatMap((card): Seat[] => {
      const network = lab.networks.find(({ id }) => id === card.network);
      const seat = { machine, card, title: machineTitle(machine), network: network && rangeOf(network) };
      return addressesOf(card).map((address, index) => ({ ...seat, address, isFirst: index === 0 }));
    }),
  );
  const cards = seats.filter(({ isFirst }) => isFirst);
  return [
    ...seats.flatMap((seat) => addressMistake(seat, seats)),
    ...sameAddress(seats),
    ...sameHardware(cards),
    ...sharedNetworks(cards),
  ];
}

function addressMistake(seat: Seat, seats: readonly Seat[]): string[] {
  const { card, title, network, address } = seat;
  if (!network) return [];
  const where = networkTitle({ id: card.network, cidr: network.cidr });
  const mistake = (cause: string) => [`${title}: ${cause}; ${giveAddressFrom(network)}`];

  if (!isAddress(address)) return mistake(`${JSON.stringify(address)} is not an IPv4 address`);
  const inside = insideOfVip(seat, seats);
  if (inside?.network && contains(inside.network, address)) {
    const cause = `the VIP ${address} is in the server network ${inside.network.cidr}`;
    return inside.card.network === card.network
      ? [`${title}: ${cause}; put its outside into another network`]
      : mistake(cause);
  }
  if (!contains(network, address)) return mistake(`${address} is not inside ${where}`);
  if (address === network.networkAddress) return mistake(`${address} is the address of ${where} itself`);
  if (address === network.broadcastAddress) return mistake(`${address} is the broadcast address of ${where}`);
  return [];
}

/** For a director's VIP, where its DIP is; nothing for any other address. */
function insideOfVip({ machine, card }: Seat, seats: readonly Seat[]): Seat | undefined {
  if (card.address !== machine.vip || card === machine.interfaces[0]) return undefined;
  return seats.find((seat) => seat.machine === machine && seat.card === machine.interfaces[0]);
}

/** Addresses that are somebody's already; what is wrong with such an address by itself is told alone. */
function sameAddress(seats: readonly Seat[]): string[] {
  return repeated(seats, ({ address }) => address)
    .filter(({ item }) => addressMistake(item, seats).length === 0)
    .map(({ item, first }) =>
      item.machine === first.machine
        ? `${item.title}: it has the address ${item.address} twice; give it once`
        : `${item.title}: ${first.title} has the address ${item.address} already; give it another one`,
    );
}

function sameHardware(seats: readonly Seat[]): string[] {
  return repeated(seats, ({ card }) => card.mac)
    .filter(({ item, first }) => item.machine.name !== first.machine.name)
    .map(
      ({ item, first }) =>
        `${item.title}: its name gives ${item.card.name} the MAC address ${item.card.mac} of ${first.title}; give it another name`,
    );
}

function sharedNetworks(seats: readonly Seat[]): string[] {
  return repeated(
    seats,
    ({ machine, card }) => `${seats.findIndex((seat) => seat.machine === machine)} ${card.network}`,
  ).map(
    ({ item, first }) =>
      `${item.title}: ${first.card.name} and ${item.card.name} are both in network ${item.card.network}; ` +
      "give each interface a network of its own",
  );
}

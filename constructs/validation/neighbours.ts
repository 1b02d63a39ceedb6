import type { LabDescription } from "../lab-description";
import { machineTitle, networkTitle, repeated } from "./words";

/**
 * Labs side by side on one host: names that are made of a lab's and a machine's come out the same for some pairs, as
 * lab `a` with machine `b-c` and lab `a-b` with machine `c`.
 */
export function neighbourMistakes(labs: readonly LabDescription[]): string[] {
  const domains = labs.flatMap(({ name, machines }) =>
    machines.map((machine) => ({ lab: name, title: machineTitle(machine), name: machine.domain })),
  );
  const networks = labs.flatMap(({ name, networks }) =>
    networks.map((network) => ({ lab: name, title: networkTitle(network), name: network.name })),
  );
  const bridges = labs.flatMap(({ name, networks }) =>
    networks.flatMap((network) => {
      return network.bridge === undefined ? [] : [{ lab: name, title: networkTitle(network), name: network.bridge }];
    }),
  );
  return [
    ...[...clashes(domains), ...clashes(networks)].map(wouldKnow),
    ...clashes(bridges).map(
      ({ item, first }) =>
        `lab ${item.lab}: ${item.title}: ${first.title} of lab ${first.lab} has the bridge ${item.name} already; give it another`,
    ),
  ];
}

interface Named {
  readonly lab: string;
  readonly title: string;
  readonly name: string;
}

function clashes(things: readonly Named[]): { readonly item: Named; readonly first: Named }[] {
  return repeated(things, ({ name }) => name).filter(({ item, first }) => item.lab !== first.lab);
}

function wouldKnow({ item, first }: { readonly item: Named; readonly first: Named }): string {
  return (
    `lab ${item.lab}: ${item.title}: libvirt would know it by the name ${item.name}, as ${first.title} of lab ` +
    `${first.lab}; give one of the labs another name`
  );
}

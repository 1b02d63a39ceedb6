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
  return [domains, networks].flatMap((things) =>
    repeated(things, ({ name }) => name)
      .filter(({ item, first }) => item.lab !== first.lab)
      .map(
        ({ item, first }) =>
          `lab ${item.lab}: ${item.title}: libvirt would know it by the name ${item.name}, as ${first.title} of lab ` +
          `${first.lab}; give one of the labs another name`,
      ),
  );
}

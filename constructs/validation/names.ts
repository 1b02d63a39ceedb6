import type { LabDescription } from "../lab-description";
import { reservedNames } from "../libvirt/reserved-names";
import { machineTitle, repeated } from "./words";

/**
 * A host name's label (RFC 1123, 2.1), in lower case, since host names are compared without regard to case, and with
 * a letter first, as Terraform's names need it.
 */
const label = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names that mean something else in every guest. */
const reserved = ["localhost", "ip6-localhost", "ip6-loopback"];

/** Names: they become host names, and parts of the names of domains, volumes and files. */
export function nameMistakes(lab: LabDescription): string[] {
  const { name, machines, networks } = lab;
  const parts = [
    ...networks.map(({ id }) => ({ title: `network ${id}`, name: id })),
    ...machines.map((machine) => ({ title: machineTitle(machine), name: machine.name })),
  ];
  const malformed = [{ title: `lab ${name}`, name }, ...parts]
    .filter((part) => !label.test(part.name))
    .map(
      ({ title, name }) =>
        `${title}: ${JSON.stringify(name)} cannot be a name here; use 1 to 63 lower-case letters, digits and hyphens, ` +
        "with a letter first and no hyphen last",
    );
  const taken = parts
    .filter((part) => reserved.includes(part.name))
    .map(({ title, name }) => `${title}: in a guest ${name} is the guest itself; give it another name`);
  const duplicates = repeated(parts, (part) => part.name).map(({ item, first }) => {
    const cause =
      item.title === first.title ? "it is declared twice" : `${first.title} has the name ${item.name} already`;
    return `${item.title}: ${cause}; give each machine and network of a lab a name of its own`;
  });
  return [...malformed, ...taken, ...duplicates, ...reservedMistakes(lab)];
}

function reservedMistakes({ name, pool }: LabDescription): string[] {
  return pool === reservedNames.imagePool
    ? [`lab ${name}: the pool of the images has that name; give it another one`]
    : [];
}

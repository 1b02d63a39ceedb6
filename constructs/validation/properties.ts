import { isMap } from "../is-map";
import type { MachineDescription } from "../lab-description";
import type { ServiceHead } from "../service-head";
import type { VirtualServiceProps } from "../virtual-service";
import { machineTitle, serviceTitle, shown } from "./words";

/**
 * Properties that nothing reads. main.ts is run without a check of its types, so that a misspelt property, or a number in the
 * place of properties, would be passed over.
 */
export function propertyMistakes(title: string, given: object, known: readonly string[]): string[] {
  if (!isMap(given)) return formMistakes(title, given, `{ ${known[0]}: … }, with any of ${known.join(", ")}`);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => noProperty(title, name));
}

/** What has no properties at all where there should be some, as in the example. */
export function formMistakes(title: string, given: unknown, example: string): string[] {
  return isMap(given) ? [] : [`${title}: ${shown(given)} has no properties; write it like ${example}`];
}

/** Properties of a {@link Machine} that its role decides itself. */
export function ownPropertyMistakes(
  machine: Pick<MachineDescription, "role" | "name">,
  given: object,
  decided: readonly string[],
): string[] {
  return decided.filter((name) => name in given).map((name) => noProperty(machineTitle(machine), name));
}

/** What the sentence about a misspelt property has, and no other. */
export const noPropertyWords = "there is no property";

function noProperty(title: string, name: string): string {
  return `${title}: ${noPropertyWords} ${name} here; see docs/reference for those that there are`;
}

/** The same for a virtual service, with what is inside of its properties. */
export function servicePropertyMistakes(head: ServiceHead, props: VirtualServiceProps): string[] {
  const form = "firewallMark" in props ? ["firewallMark", "matches"] : ["protocol", "port"];
  const matches = "firewallMark" in props ? (props.matches ?? []) : [];
  const title = serviceTitle(head);
  return [
    ...propertyMistakes(title, props, [...form, "address", "scheduler", "schedulerFlags", "persistence"]),
    ...propertyMistakes(`${title}, persistence`, props.persistence ?? {}, ["timeoutSeconds", "netmask"]),
    ...matches.flatMap((match) => propertyMistakes(`${title}, matches`, match, ["protocol", "port"])),
  ];
}

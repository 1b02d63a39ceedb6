import { closest, distance } from "fastest-levenshtein";
import { isMap } from "../is-map";
import type { ServiceHead } from "../service-head";
import type { FirewallMarkServiceProps, PortServiceProps, VirtualServiceProps } from "../virtual-service";
import { serviceTitle, shown } from "./words";

/**
 * Properties that nothing reads. main.ts is run without a check of its types, so that a misspelt property, or a number in the
 * place of properties, would be passed over.
 */
export function propertyMistakes(title: string, given: object, known: readonly string[]): string[] {
  if (!isMap(given)) return formMistakes(title, given, `{ ${known[0]}: … }, with any of ${known.join(", ")}`);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => noProperty(title, name, known));
}

/** What has no properties at all where there should be some, as in the example. */
export function formMistakes(title: string, given: unknown, example: string): string[] {
  return isMap(given) ? [] : [`${title}: ${shown(given)} has no properties; write it like ${example}`];
}

/** Properties of a {@link Machine} that its role decides itself. */
export function ownPropertyMistakes(title: string, given: object, decided: readonly string[]): string[] {
  return decided.filter((name) => name in given).map((name) => noProperty(title, name));
}

/** What the sentence about a misspelt property has, and no other. */
export const noPropertyWords = "there is no property";

/** Properties that are one level further in, and where. */
const inside: ReadonlyMap<string, string> = new Map([
  ["netmask", "persistence: { netmask: … }"],
  ["timeoutSeconds", "persistence: { timeoutSeconds: … }"],
  ["weight", "addRealServer(rs1, { weight: … })"],
]);

/** @param known what might have been meant. @default - nothing */
function noProperty(title: string, name: string, known: readonly string[] = []): string {
  const place = known.includes("persistence") ? inside.get(name) : undefined;
  if (place !== undefined) return `${title}: ${noPropertyWords} ${name} here; write ${place}`;
  const meant = nearest(name, known);
  const wayOut = meant === undefined ? "see docs/reference for those that there are" : `did you mean ${meant}?`;
  return `${title}: ${noPropertyWords} ${name} here; ${wayOut}`;
}

/** A name that differs in two letters at most, a short one in one; case and underscores don't count. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = (one: string) => one.replaceAll("_", "").toLowerCase();
  const names = new Map(known.map((one) => [plain(one), one]));
  if (names.size === 0) return undefined;
  const found = closest(plain(name), [...names.keys()]);
  return distance(plain(name), found) <= (found.length > 4 ? 2 : 1) ? names.get(found) : undefined;
}

/** Properties of the two forms of a virtual service. */
const portForm = ["protocol", "port"];
const markForm = ["firewallMark", "matches"];

/** The same for a virtual service, with what is inside of its properties. */
export function servicePropertyMistakes(head: ServiceHead, props: VirtualServiceProps): string[] {
  const { matches = [], persistence = {} } = props as Partial<PortServiceProps & FirewallMarkServiceProps>;
  const title = serviceTitle(head);
  const other = "firewallMark" in props ? portForm : markForm;
  return [
    ...other
      .filter((name) => name in props)
      .map(
        (name) =>
          `${title}: a service has either a port or a firewallMark with matches; leave ${name} out, or the other`,
      ),
    ...propertyMistakes(title, props, [
      ...portForm,
      ...markForm,
      "address",
      "scheduler",
      "schedulerFlags",
      "persistence",
    ]),
    ...propertyMistakes(`${title}, persistence`, persistence, ["timeoutSeconds", "netmask"]),
    ...matches.flatMap((match) => propertyMistakes(`${title}, matches`, match, ["port", "protocol"])),
  ];
}

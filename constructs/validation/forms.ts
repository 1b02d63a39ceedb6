import { isMap } from "../is-map";
import { shown } from "./words";

// What a construct can't be made of is told at once, not in the list with the rest: main.ts is run without a check of its types, and
// with something else in the place of properties, a list or a text the rest can't be looked at.

/** @throws when there is something else in the place of properties */
export function requireObject(title: string, given: unknown): void {
  if (!isMap(given)) throw new Error(`${title}: it is given ${shown(given)}; give it its properties as an object`);
}

/** @throws when a property is no list */
export function requireList(title: string, property: string, given: unknown): void {
  if (!Array.isArray(given)) throw new Error(`${title}: its ${property} is ${shown(given)}; give it a list`);
}

/** The same for one that may be left out. */
export function requireListOrNone(title: string, property: string, given: unknown): void {
  if (given !== undefined) requireList(title, property, given);
}

/** @throws when a property is no text */
export function requireText(title: string, property: string, given: unknown): void {
  if (typeof given !== "string") throw new Error(`${title}: its ${property} is ${shown(given)}; give it a text`);
}

/** @throws when a construct's id is no text, or an empty one */
export function requireName(id: unknown): void {
  if (typeof id === "string" && id !== "") return;
  throw new Error(`${shown(id)} cannot be a name here; give each part of the lab one as a text, such as "rs1"`);
}

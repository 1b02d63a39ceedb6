import type { States } from "../../diagram/words";
import type { Story } from "../story/story";

/** A story, and what its forms show besides. */
export interface ShownStory extends Story {
  /** libvirt's word for each machine, by its name. @default - all run */
  readonly states?: Readonly<Record<string, string>>;
}

/** The machines' states as drawings take them. */
export function statesOf({ states = {} }: ShownStory): States {
  return new Map(Object.entries(states));
}

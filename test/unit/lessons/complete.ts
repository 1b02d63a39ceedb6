import type { Text } from "../../../lessons/text";
import type { Values } from "../../../lessons/values";
import { fill } from "../../../scripts/lesson/fill";

/** A lab's values, with addresses for documentation: RFC 5737. */
export const values: Values = {
  ...{ CLIENT: "client", DIRECTOR: "lvs", RS1: "rs1", RS2: "rs2", CIP: "192.0.2.6", VIP: "192.0.2.100", PORT: "80" },
  ...{ DIP: "198.51.100.8", RIP1: "198.51.100.7", RIP2: "198.51.100.17", SERVICE: "-t 192.0.2.100:80" },
  ...{ BACKUP: "lvs2", BACKUP_MAC: "52:54:00:00:00:09" },
  ...{ PAGE1: "one", PAGE2: "two", OUTSIDE: "192.0.2.0/24", INSIDE: "198.51.100.0/24" },
};

/** A text is there in both languages, tells of the same things in both, and names only what a lab has. */
export function complete({ en, zh }: Text): void {
  expect(en).toMatch(/[a-z]/);
  expect(zh).toMatch(/\p{Script=Han}|^\{[A-Z0-9]+\}$/u);
  const named = (text: string) => [...new Set(text.match(/\{[A-Z0-9_]+\}/g) ?? [])].sort();
  expect(named(zh)).toEqual(named(en));
  for (const text of [en, zh]) expect(fill(text, values)).not.toMatch(/\{[A-Z]/);
}

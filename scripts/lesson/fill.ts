import type { Text } from "../../lessons/text";
import type { Values } from "../../lessons/values";

/**
 * Puts what the lab has in the place of `{VIP}` and the like. Shell variables in braces, `${x}`, are left alone.
 *
 * @throws Error when there is no such value: the lesson is wrong
 */
export function fill(text: string, values: Values): string {
  return text.replace(/(?<!\$)\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`a lesson names {${name}}, which is no value of a lab: ${text}`);
    return values[name as keyof Values];
  });
}

/** The same in all languages. */
export function fillText({ en, zh }: Text, values: Values): Text {
  return { en: fill(en, values), zh: fill(zh, values) };
}

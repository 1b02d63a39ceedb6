import type { Experiment } from "../../lessons/experiment";
import type { Text } from "../../lessons/text";
import type { Values } from "../../lessons/values";
import { LabError } from "../run/errors";

/**
 * Puts what the lab has in the place of `{VIP}` and the like. Shell variables in braces, `${x}`, are left alone.
 *
 * @throws RangeError when there is no such value: the lesson is wrong
 */
export function fill(text: string, values: Values): string {
  return text.replace(/(?<!\$)\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name))
      throw new RangeError(`{${name}} is no value of a lab, use one of ${Object.keys(values).join(", ")}: "${text}"`);
    return values[name as keyof Values];
  });
}

/**
 * Looks through all that an experiment says and types.
 *
 * @throws LabError when a text names a value that a lab does not have
 */
export function requireTexts(experiment: Experiment, values: Values): void {
  try {
    JSON.stringify(experiment, (_, part: unknown) => (typeof part === "string" ? fill(part, values) : part));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LabError(`the lesson ${experiment.name}: ${error.message}; its file is in lessons/`);
  }
}

/** The same in all languages. */
export function fillText({ en, zh }: Text, values: Values): Text {
  return { en: fill(en, values), zh: fill(zh, values) };
}

import { UsageError } from "../run/errors";

/** What a flag says. @throws UsageError where it is not a number above 0 */
export function positiveNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${flag} ${text} is not a number above 0, such as 2`);
  return value;
}

import type { Language } from "../../lessons/text";
import { UsageError } from "../run/errors";

const languages: readonly Language[] = ["en", "zh"];

/**
 * The language of the lessons.
 *
 * @param wanted what was asked for. @default - what the environment says (locale(7)): Chinese for zh_CN.UTF-8, else English
 * @throws UsageError when there are no texts in it
 */
export function languageOf(wanted: string | undefined, env: NodeJS.ProcessEnv = process.env): Language {
  if (wanted === undefined) return (env.LC_ALL || env.LC_MESSAGES || env.LANG)?.startsWith("zh") ? "zh" : "en";
  const language = languages.find((one) => one === wanted);
  if (!language) throw new UsageError(`there are no lessons in "${wanted}"; use one of ${languages.join(", ")}`);
  return language;
}

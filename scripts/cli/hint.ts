import { words } from "../exam/words";
import { languageOf } from "../lesson/language";
import { bold } from "../output/colours";
import { hint } from "../verbs/hint";

/** `./lab hint`: the next hint; exit code 1 when there is none for what is broken. */
export default async function ({ lang, lab }: { lang?: string; lab?: string }): Promise<void> {
  const language = languageOf(lang);
  const { hint: text, broken, taken } = await hint({ lab });
  process.exitCode = broken && !text ? 1 : 0;
  const none = words[broken ? "noMoreHints" : "allMended"][language];
  process.stdout.write(text ? `${bold(`${words.hint[language]} ${taken}`)}  ${text[language]}\n` : `${none}\n`);
}

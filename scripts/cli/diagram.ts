import { diagramMermaid } from "../diagram/mermaid";
import { diagramSvg } from "../diagram/svg";
import { picture } from "../output/picture";
import { UsageError } from "../run/errors";
import { diagram } from "../verbs/diagram";

/** The forms in which a lab can be drawn. */
const forms = { svg: diagramSvg, mermaid: diagramMermaid, text: picture };

/** `./lab diagram`: the drawing goes to standard output. */
export default async function ({
  lab: name,
  ...flags
}: Partial<Record<keyof typeof forms, boolean>> & { lab?: string }): Promise<void> {
  const asked = (Object.keys(forms) as (keyof typeof forms)[]).filter((form) => flags[form]);
  if (asked.length > 1) throw new UsageError(`${asked.map((form) => `--${form}`).join(" and ")}: one form at a time`);
  const { lab, states } = await diagram({ lab: name });
  process.stdout.write(`${forms[asked[0] ?? "text"](lab, states).trimEnd()}\n`);
}

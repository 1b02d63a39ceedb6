import { withProgress } from "../output/progress";
import { undeclared, undeclaredWords } from "../terraform/state";
import { diff, type LabDiff } from "../verbs/diff";

/** `./lab diff`: exit code 1 when there is a difference. */
export default async function ({ json, lab }: { json?: boolean; lab?: string }): Promise<void> {
  const found = await withProgress("looking at the guests", () => diff({ lab }));
  process.exitCode = found.some(({ planned, drift }) => planned.length + drift.length > 0) ? 1 : 0;
  const others = lab === undefined ? undeclared(found.map((one) => one.lab)).map(undeclaredWords) : [];
  const texts = [...found.map(text), ...others];
  process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : `${texts.join("\n\n")}\n`);
}

function text({ lab, planned, drift }: LabDiff): string {
  const lines = [
    ...section(
      `${lab}: main.ts declares what is not deployed; ./lab up deploys it:`,
      planned.flatMap(({ machine, resource, effect, words }) => [
        `  ${machine ?? resource}: ${effect}`,
        ...words.map((word) => `    ${word}`),
      ]),
    ),
    ...section(
      `${lab}: changed by hand in the guests; ./lab up changes it back:`,
      drift.map(({ machine, words }) => `  ${machine}: ${words}`),
    ),
  ];
  return lines.length > 0 ? lines.join("\n") : `${lab} is what main.ts declares`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

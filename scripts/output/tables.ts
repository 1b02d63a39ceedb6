import Table from "cli-table3";
import type { Check } from "../verify/check";
import { green, red } from "./colours";

/** A plain table with a head, for people. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const plain = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 2 },
    chars: Object.fromEntries(
      ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
        .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"])
        .map((place) => [place, ""]),
    ),
  });
  plain.push(...rows.map((row) => [...row]));
  return plain
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** The checks of a verification: each statement with its mark, and what was expected and seen. */
export function checkList(checks: readonly Check[]): string {
  return checks
    .map(({ statement, expected, seen, holds }) => {
      const mark = holds ? green("✓") : red("✗");
      return holds
        ? `${mark} ${statement}\n    seen and expected: ${seen}`
        : `${mark} ${statement}\n    expected: ${expected}\n    seen:     ${seen}`;
    })
    .join("\n");
}

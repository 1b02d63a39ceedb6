import { green, red } from "../scripts/output/colours";
import { table } from "../scripts/output/tables";
import type { Result } from "./ratios";
import type { Round } from "./rounds";

/** The results for people: each measurement, its ratio with the spread over the rounds, and its bound. */
export function resultTable(results: readonly Result[], rounds: readonly Round[]): string {
  const failed = rounds.flatMap(({ failures }, index) =>
    Object.entries(failures).map(([name, message]) => `round ${index + 1}: ${name} failed: ${message}`),
  );
  const lines = table(["", "median", "ratio", "min–max", "bound", ""], results.map(line));
  return [lines, ...failed].join("\n");
}

function line({ title, value, ratio, bound, holds, against, unit, failure }: Result): string[] {
  const decimals = unit === "s" ? 2 : 0;
  const number = (one: number) => one.toFixed(against ? 3 : decimals);
  return [
    title,
    value === undefined ? `failed: ${failure?.split("\n")[0]}` : `${value.toFixed(decimals)} ${unit}`,
    ratio && against ? number(ratio.median) : "",
    ratio && ratio.rounds > 1 ? `${number(ratio.min)}–${number(ratio.max)}` : "",
    bound === undefined ? "" : `≤ ${against ? bound : `${bound} ${unit}`}`,
    holds === undefined ? "" : holds ? green("✓") : red("✗"),
  ];
}

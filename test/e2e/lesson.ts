import type { Played } from "../../scripts/lesson/play";
import { type } from "./command-line";

/** `./lab lesson --auto`, of one experiment or of all that the lab can play. */
export function play(...name: string[]): Played[] {
  return JSON.parse(type("./lab", "lesson", ...name, "--auto", "--json").stdout) as Played[];
}

/** What was not seen, and what was left. */
export function missedBy(played: readonly Played[]): string[][] {
  return played.flatMap(({ name, observed, checked, left }) => [
    ...[...observed, ...checked].filter(({ holds }) => !holds).map(({ says, output }) => [name, says.en, output]),
    ...left.map((difference) => [name, difference]),
  ]);
}

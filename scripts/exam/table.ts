import type { Language } from "../../lessons/text";
import { bold, cyan, green, red } from "../output/colours";
import { table } from "../output/tables";
import type { Grade } from "./grade";
import { words } from "./words";

/** A grade for people: each fault with its points, the sum, and the evidence. */
export function gradeTable({ faults, hints, points, seconds, seed }: Grade, language: Language): string {
  const say = (word: keyof typeof words) => words[word][language];
  const rows = faults.map((one) => [
    one.title[language],
    say(one.mended ? "yes" : "no"),
    `${one.hints}`,
    `${one.points}`,
  ]);
  const evidence = faults.flatMap(({ evidence: { machine, command, output, says, holds } }) => [
    `${cyan(`${machine}#`)} ${command}`,
    ...(output === "" ? [] : output.split("\n").map((line) => `  ${line}`)),
    `${holds ? green("✓") : red("✗")} ${says[language]}`,
  ]);
  return [
    table(
      [say("fault"), say("mended"), say("hints"), say("points")],
      [...rows, [say("sum"), "", `${hints}`, `${points} / ${faults.length}`]],
    ),
    "",
    `${say("time")} ${duration(seconds)}, seed ${seed}`,
    "",
    bold(say("evidence")),
    ...evidence,
    "",
    say("over"),
  ].join("\n");
}

/** Minutes and seconds, hours where there are some: "1:02:03", "2:03". */
export function duration(seconds: number): string {
  const two = (number: number) => `${number}`.padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

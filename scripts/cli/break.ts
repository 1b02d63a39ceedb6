import { randomInt } from "node:crypto";
import { UsageError } from "../run/errors";
import { breakLab } from "../verbs/break";

/** What a person types after `./lab break`. */
export interface BreakFlags {
  readonly seed?: string;
  readonly count: string;
  readonly lab?: string;
}

/** Seeds that are chosen here are short enough to be written on a blackboard. */
const seeds = 1_000_000;

/** `./lab break`: tells the seed and what to do next, not what is broken. */
export default async function ({ seed, count, lab }: BreakFlags): Promise<void> {
  const exam = await breakLab({
    seed: seed === undefined ? randomInt(seeds) : wholeNumber("--seed", seed, 0, 2 ** 32 - 1),
    count: wholeNumber("--count", count, 1),
    lab,
  });
  const faults = exam.count === 1 ? "1 fault" : `${exam.count} faults`;
  const of = lab === undefined ? "" : ` --lab ${lab}`;
  const next = [
    [`./lab check${of}`, "which statements of the lab hold again"],
    [`./lab hint${of}`, "a hint, which costs a quarter of a point"],
    [`./lab grade${of}`, "end the exam: what the faults were, and the points"],
    [`./lab reset${of}`, "end it without a grade"],
  ].map(([command = "", words]) => `  ${command.padEnd(16 + of.length)} ${words}`);
  const lines = [`${faults}, seed ${exam.seed}: find and mend by hand what is broken in the machines. Then:`, ...next];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function wholeNumber(flag: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new UsageError(`${flag} ${text} is not a whole number ${range}`);
}

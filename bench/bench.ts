import "cdktf-env";
import { Command, InvalidArgumentError } from "commander";
import { LabError } from "../scripts/run/errors";
import { growth, growthTables } from "./growth";
import { installRequirements, prepare } from "./prepare";
import { hold, results } from "./ratios";
import { rounds } from "./rounds";
import { rows } from "./rows";
import { subjects } from "./subjects";
import { resultTable } from "./table";
import { thisMachine } from "./this-machine";
import { Interrupted, undoAll } from "./undo";

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly growth?: true;
  readonly rounds?: number;
  readonly only?: readonly string[];
  readonly realServers: readonly number[];
  readonly labs: readonly number[];
}

const tell = (line: string) => process.stderr.write(`${line}\n`);

const program = new Command("bench")
  .description("measures the lab beside plain QEMU, virt-install and kcli, on the same machine in the same run")
  .option("--quick", "one round, without virt-install and kcli: about ten minutes")
  .option("--growth", "instead: labs with more and more real servers, and more and more labs")
  .option("--real-servers <counts>", "with --growth: how many real servers", wholeNumbers, [2, 8, 32])
  .option("--labs <counts>", "with --growth: how many labs", wholeNumbers, [1, 4, 8])
  .option("--json", "print all measurements as JSON")
  .option("--rounds <count>", "how many rounds", wholeNumber)
  .option("--only <subjects>", "measure only these, by their names, with ; between them", (text) => text.split(";"))
  .action(async (options: Options) => {
    await installRequirements();
    const machine = await thisMachine();
    const measured = options.growth ? await measureGrowth(options) : await measureRounds(options);
    if (options.json) process.stdout.write(`${JSON.stringify({ machine, ...measured.data }, null, 2)}\n`);
    else {
      const about = Object.entries(machine).map(([name, value]) => `  ${name}: ${value}`);
      process.stdout.write(`\n${about.join("\n")}\n\n${measured.text}\n`);
    }
    if (!measured.holds) process.exitCode = 1;
  });

async function measureRounds({ quick, only, rounds: count = quick ? 1 : 3 }: Options) {
  const bench = await prepare(tell);
  const all = subjects(bench);
  const stranger = only?.find((name) => !all.some((subject) => subject.name === name));
  if (stranger) {
    throw new LabError(`there is no subject "${stranger}"; use ${all.map(({ name }) => name).join("; ")}`);
  }
  const chosen = all.filter(({ name, slow }) => only?.includes(name) ?? !(quick && slow));
  for (const { install } of chosen) await install?.();
  const done = await rounds(count, chosen, tell);
  const [first, ...rest] = done;
  const withTrial = first
    ? [{ ...first, measurements: { ...first.measurements, "trial of KVM": bench.kvmTrialSeconds } }, ...rest]
    : done;
  const found = results(rows, withTrial);
  return {
    data: { results: found, rounds: withTrial },
    text: resultTable(found, withTrial),
    holds: hold(found, withTrial),
  };
}

async function measureGrowth({ realServers, labs }: Options) {
  const bench = await prepare(tell);
  const found = await growth(bench.copy, { realServers, labs }, tell);
  return { data: { growth: found }, text: growthTables(found), holds: true };
}

function wholeNumbers(text: string): number[] {
  return text.split(",").map(wholeNumber);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("a whole number from 1 is expected");
  return Number(text);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    tell(`\nbench: ${signal}: cleaning up`);
    void undoAll().then(() => process.exit(signal === "SIGINT" ? 130 : 143));
  });
}

program
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof Interrupted) return;
    if (!(error instanceof LabError)) throw error;
    tell(`bench: ${error.message}`);
    process.exitCode = 1;
  })
  .finally(undoAll);

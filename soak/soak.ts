import "cdktf-env";
import { Command, InvalidArgumentError } from "commander";
import { draw } from "./draw";
import { load } from "./load";
import { pace, play, type Round } from "./round";

interface Options {
  readonly rounds: number;
  readonly seed: number;
  readonly load?: true;
  readonly seconds: number;
}

const program = new Command("soak")
  .description("disturbs ./lab at random moments, and looks whether the next ./lab up and ./lab down mend all of it")
  .option("--rounds <count>", "how many disturbances; each takes about half a minute", wholeNumber, 100)
  .option("--seed <number>", "draw the same rounds again", wholeNumber, Date.now() % 1_000_000)
  .option("--load", "instead: many clients and downloads while weights change and servers drain")
  .option("--seconds <count>", "with --load: for how long", wholeNumber, 300)
  .action(async (options: Options) => {
    const complaints = await (options.load ? load(options.seconds, tell) : soak(options));
    tell(complaints.length === 0 ? "all as promised" : `${complaints.length} not as promised`);
    process.exitCode = complaints.length === 0 ? 0 : 1;
  });

async function soak({ rounds, seed }: Options): Promise<string[]> {
  const secondsOfUp = await pace();
  tell(`seed ${seed}, ${rounds} rounds; an up that changes nothing takes ${secondsOfUp.toFixed(1)} s here`);
  const all: string[] = [];
  let disturbed = 0;
  for (const [index, round] of draw(seed, rounds).entries()) {
    const { happened, complaints } = await play(round, secondsOfUp);
    if (happened) disturbed += 1;
    const missed = happened ? "" : " (it had ended)";
    tell(
      `${index + 1}  ${words(round)}${missed}: ${complaints.length === 0 ? "mended" : `NOT MENDED\n  ${complaints.join("\n  ")}`}`,
    );
    all.push(...complaints);
  }
  tell(`${disturbed} of ${rounds} disturbed`);
  return all;
}

function words({ scene, disturbance, moment, downAtOnce }: Round): string {
  const after = downAtOnce ? "down" : "up";
  return `${scene.command.join(" ")} on ${scene.on}, at ${Math.round(moment * 100)} %: ${disturbance.name}; ./lab ${after}`;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("it must be a whole number");
  return Number(text);
}

program.parseAsync();

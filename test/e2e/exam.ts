import { bothAnswer, type Fault, type Symptom, symptomOf } from "../../lessons/fault";
import { faults } from "../../lessons/faults";
import type { Grade } from "../../scripts/exam/grade";
import { mostFaults, pick } from "../../scripts/exam/pick";
import { act, ask } from "../../scripts/lesson/look";
import { differencesOf } from "../../scripts/lesson/play";
import { type Stage, stageOf } from "../../scripts/lesson/stage";
import { deployedLabs } from "../../scripts/terraform/state";
import type { Checked } from "../../scripts/verbs/check";
import { lab, type } from "./command-line";

/** What the client sees, asked again where a machine that is busy was slow: a time-out is short. */
async function seen(stage: Stage, expected: Symptom | "both"): Promise<Symptom | "both"> {
  let symptom: Symptom | "both" = "both";
  for (let tries = 0; tries < 3; tries++) {
    const { output, exitCode } = await act(stage, bothAnswer);
    symptom = symptomOf({ output, lines: output.split("\n"), exitCode }, stage.values) ?? "both";
    if (symptom === expected) break;
  }
  return symptom;
}

/** Makes a fault and mends it. @returns what is not as the fault says */
async function tryOut(stage: Stage, { name, break: breaking, symptom, healthy, repair }: Fault): Promise<string[]> {
  const wrong: string[] = [];
  const see = (what: string, is: unknown, expected: unknown) => {
    if (is !== expected) wrong.push(`${name}, ${what}: ${is}, not ${expected}`);
  };
  for (const command of breaking) see(command.run, (await act(stage, command)).exitCode, 0);
  const [client, place] = await Promise.all([seen(stage, symptom), ask(stage, healthy)]);
  see("what the client sees", client, symptom);
  see("looked at where it lies", place.holds, false);
  for (const command of repair) see(command.run, (await act(stage, command)).exitCode, 0);
  const [clientThen, placeThen] = await Promise.all([seen(stage, "both"), ask(stage, healthy)]);
  see("what the client sees after the repair", clientThen, "both");
  see("looked at after the repair", placeThen.holds, true);
  return wrong;
}

/** `./lab break`, `check`, `hint` and `grade` on a lab that is up; each test leaves it as it was fresh. */
export function examTests(): void {
  test("each fault breaks what it says, and its repair mends it", async () => {
    lab("reset");
    const [deployed] = deployedLabs();
    if (!deployed) throw new Error("no lab is up");
    const stage = stageOf(deployed);
    const wrong: string[] = [];
    for (const fault of faults) wrong.push(...(await tryOut(stage, fault)));

    expect(wrong).toEqual([]);
    expect(await differencesOf(deployed)).toEqual([]);
  });

  test("an exam goes from ./lab break to ./lab grade", async () => {
    const [deployed] = deployedLabs();
    if (!deployed) throw new Error("no lab is up");
    const stage = stageOf(deployed);
    // One fault of each part: the evidence of each must be its own.
    const [seed, count] = [7, mostFaults(faults)];
    const picked = pick(faults, seed, count);
    const told = lab("break", "--seed", `${seed}`, "--count", `${count}`);
    const broken = type("./lab", "check", "--json");
    const hint = lab("hint", "--lang", "en");

    expect(told).toContain(`${count} faults, seed ${seed}`);
    expect(broken.exitCode).toBe(1);
    expect((JSON.parse(broken.stdout) as Checked).asDeclared).toBe(false);
    expect(hint).toContain("Hint 1  ");
    for (const refused of [["up"], ["diff"], ["verify"], ["lesson", "weights", "--auto"]]) {
      expect(type("./lab", ...refused)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("an exam is on"),
      });
    }

    // Every other fault is mended: each repair mends its own alone, whatever else is still there.
    const isFirst = (index: number) => index % 2 === 0;
    for (const [index, { repair }] of picked.entries()) {
      if (isFirst(index)) for (const command of repair) await act(stage, command);
    }
    const holds = await Promise.all(picked.map(async ({ healthy }) => (await ask(stage, healthy)).holds));
    expect(holds).toEqual(picked.map((_, index) => isFirst(index)));
    for (const [index, { repair }] of picked.entries()) {
      if (!isFirst(index)) for (const command of repair) await act(stage, command);
    }

    const whole = type("./lab", "check", "--json");
    expect((JSON.parse(whole.stdout) as Checked).statements.filter(({ holds }) => !holds)).toEqual([]);
    expect(whole.exitCode).toBe(0);

    const graded = JSON.parse(lab("grade", "--json")) as Grade;
    expect(graded).toMatchObject({ seed, hints: 1, points: count - 0.25 });
    expect(graded.faults.map(({ name, mended }) => [name, mended])).toEqual(picked.map(({ name }) => [name, true]));
    expect(lab("grade", "--csv", "--learner", "Anna").match(/^Anna,lvs-nat,7,/gm)).toHaveLength(count);
    expect(type("./lab", "break").stderr).toContain("./lab reset returns it to where it was verified");
    lab("reset");
    expect(type("./lab", "grade").stderr).toContain("no exam is on");
  });
}

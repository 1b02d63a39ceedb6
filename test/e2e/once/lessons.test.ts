import type { Played } from "../../../scripts/lesson/play";
import { lab, type, up } from "../command-line";
import { examTests } from "../exam";

/** `./lab lesson`; each test leaves the lab as it was fresh. */
describe("lessons and exams", () => {
  beforeAll(() => {
    up();
  });

  afterAll(() => {
    type("./lab", "down");
  });

  test("all that the experiments say is seen on the running lab", () => {
    const played = JSON.parse(type("./lab", "lesson", "--auto", "--json").stdout) as Played[];
    const missed = played.flatMap(({ name, observed, checked, left }) => [
      ...[...observed, ...checked].filter(({ holds }) => !holds).map(({ says, output }) => [name, says.en, output]),
      ...left.map((difference) => [name, difference]),
    ]);

    expect(missed).toEqual([]);
    expect(played.length).toBeGreaterThan(0);
  });

  test("../lab lesson leaves a lab alone that somebody has changed", () => {
    lab("exec", "rs1", "--", "ip", "route", "delete", "default");
    const refused = type("./lab", "lesson", "weights", "--auto");
    lab("reset");

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      "../lab reset returns it to where it was verified:\n  rs1: the default route is none",
    );
  });

  examTests();
});

import { experiments } from "../../../lessons/chapters";
import { lab, type, up } from "../command-line";
import { examTests } from "../exam";
import { missedBy, play } from "../lesson";
import { traceTests } from "../trace";

/** What people learn with: traces, lessons, exams, on one lab; each test leaves it as it was fresh. */
describe("teaching", () => {
  beforeAll(() => {
    up();
  });

  afterAll(() => {
    type("./lab", "down");
  });

  traceTests();

  test("all that the experiments say is seen on the running lab", () => {
    const played = play();

    expect(missedBy(played)).toEqual([]);
    expect(played.map(({ name }) => name)).toEqual(experiments.filter(({ needs }) => !needs).map(({ name }) => name));
  });

  test("an experiment that needs a second director is refused, with what brings one up", () => {
    const refused = type("./lab", "lesson", "failover", "--auto");

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      "lvs-nat has no second director, which failover needs; examples/two-directors.ts has",
    );
  });

  test("./lab lesson leaves a lab alone that somebody has changed", () => {
    lab("exec", "rs1", "--", "ip", "route", "delete", "default");
    const refused = type("./lab", "lesson", "weights", "--auto");
    lab("reset");

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      "./lab reset returns it to where it was verified:\n  rs1: the default route is none",
    );
  });

  examTests();
});

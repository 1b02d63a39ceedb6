import { experiments } from "../../../lessons/chapters";
import { waitFor } from "../../../scripts/run/wait";
import { lab, type, up } from "../command-line";
import { examTests } from "../exam";
import { missedBy, play } from "../lesson";
import { Terminal } from "../terminal";
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

  test("a lesson in a terminal: Ctrl+C says the command that resets the lab, a closed window resets it", async () => {
    // While the lab is being reset no guest answers.
    const route = () => type("./lab", "exec", "rs1", "--", "ip", "route", "show", "default").stdout;
    const interrupted = await broken("gateway");
    await interrupted.answer("Observe", "\u0003");
    expect(await interrupted.end()).toBe(130);
    expect(interrupted.shown).toContain("interrupted; the lab is as it was left: ./lab reset returns it");
    expect(route()).toBe("");

    // The next one returns it before it begins.
    const closed = await broken("gateway");
    await closed.answer("Observe", "");
    await closed.close();
    expect(await waitFor(async () => route() !== "" || undefined, 120, 1)).toBe(true);
    // The process that resets it has its last things to do.
    expect(await waitFor(async () => type("./lab", "reset").exitCode === 0 || undefined, 120, 1)).toBe(true);
  });

  /** A lesson that has broken what it is about. */
  async function broken(lesson: string): Promise<Terminal> {
    const terminal = new Terminal(`./lab lesson ${lesson}`);
    await terminal.answer("Your prediction", "in my own words\r");
    await terminal.answer("Enter to go on", "\r");
    return terminal;
  }

  test("a lesson that does not exist ends at once, in a terminal too", async () => {
    const terminal = new Terminal("./lab lesson nosuch");

    expect(await terminal.end()).toBe(2);
    expect(terminal.shown).toContain("there is no experiment nosuch; ./lab lesson lists them");
  });

  examTests();
});

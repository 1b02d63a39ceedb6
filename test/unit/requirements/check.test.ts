import { checkRequirements } from "../../../scripts/requirements/check";
import { program } from "../../../scripts/requirements/requirement";

test("a program that is missing is named with the command that installs it", async () => {
  const [finding] = await checkRequirements([program("no-such-program", "for the test", "its-package")]);

  expect(finding?.problem).toBe("there is no program no-such-program");
  expect(finding?.mend).toContain("its-package");
});

test("says which command mends what is missing, and as whom", async () => {
  const row = (name: string) => ({ name, why: "for the test", problem: async () => "missing" });
  const findings = await checkRequirements([
    { ...row("root"), asRoot: ["chmod", "x"] },
    { ...row("user"), asUser: ["npm", "run", "x"] },
    { ...row("person"), advice: "buy memory" },
  ]);
  expect(findings.map(({ mend }) => mend)).toEqual(["sudo chmod x", "npm run x", "buy memory"]);
});

import { checkRequirements } from "../../../scripts/requirements/check";

test("says which command mends what is missing, and as whom", async () => {
  const row = (name: string) => ({ name, why: "for the test", problem: async () => "missing" });
  const findings = await checkRequirements([
    { ...row("root"), asRoot: ["chmod", "x"] },
    { ...row("user"), asUser: ["npm", "run", "x"] },
    { ...row("person"), advice: "buy memory" },
  ]);
  expect(findings.map(({ mend }) => mend)).toEqual(["sudo chmod x", "npm run x", "buy memory"]);
});

import { mendingCommands } from "../../../scripts/requirements/install";
import type { Requirement } from "../../../scripts/requirements/requirement";

const finding = (part: Partial<Requirement>) => ({
  requirement: { name: "x", why: "y", problem: async () => "missing", ...part },
  problem: "missing",
  mend: "",
});

test("asks the package manager once, for each package once, without recommended packages", () => {
  const missing = [
    finding({ packages: ["a", "b"] }),
    finding({ packages: ["b"] }),
    finding({ asRoot: ["chmod", "x"] }),
  ];

  expect(mendingCommands(missing)).toEqual([
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "--yes", "--no-install-recommends", "a", "b"],
    ["chmod", "x"],
  ]);
});

test("what only a person can mend has no command", () => {
  expect(mendingCommands([finding({ advice: "buy memory" })])).toEqual([]);
});

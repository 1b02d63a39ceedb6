import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type, up } from "../command-line";
import { missedBy, play } from "../lesson";

describe("the lab with two directors", () => {
  const root = path.resolve(__dirname, "../../..");
  const mainFile = path.join(root, "main.ts");
  const original = readFileSync(mainFile, "utf8");

  beforeAll(() => {
    copyFileSync(path.join(root, "examples/two-directors.ts"), mainFile);
    up();
  });

  afterAll(() => {
    writeFileSync(mainFile, original);
    type("./lab", "down");
  });

  test.each(["failover", "connection-sync"])("all that %s says is seen on the running lab", (name) => {
    const played = play(name);

    expect(missedBy(played)).toEqual([]);
    expect(played).toHaveLength(1);
  });
});

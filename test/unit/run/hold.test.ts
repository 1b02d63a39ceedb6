import { mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { project } from "../../../scripts/project";
import { hold, labsEverHeld } from "../../../scripts/run/hold";

describe("a lab that is taken", () => {
  const lock = path.join(project.locks, "some-lab");

  afterAll(() => rmSync(lock, { recursive: true, force: true }));

  test("is taken though there is something else in place of its lock", async () => {
    mkdirSync(path.join(lock, "inside"), { recursive: true });
    const giveBack = await hold("some-lab", "./lab up");

    expect(statSync(lock).isFile()).toBe(true);
    expect(labsEverHeld()).toContain("some-lab");
    await expect(hold("some-lab", "./lab down")).rejects.toThrow("./lab up (process");
    giveBack();
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { attempt } from "../../../scripts/run/run";

describe("a command", () => {
  const home = mkdtempSync(path.join(tmpdir(), "lab-home-"));
  const { HOME, SHLVL } = process.env;

  afterAll(() => {
    Object.assign(process.env, { HOME, ...(SHLVL === undefined ? {} : { SHLVL }) });
    rmSync(home, { recursive: true });
  });

  test("runs as its caller's shell would not set it up: ~/.bashrc is left alone, where no shell is above either", async () => {
    writeFileSync(path.join(home, ".bashrc"), "echo from bashrc");
    process.env.HOME = home;
    delete process.env.SHLVL;

    expect(await attempt(["echo", "said"])).toEqual({ exitCode: 0, stdout: "said\n", stderr: "" });
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../../scripts/project";
import { processStat } from "../../../scripts/run/process";
import { waitFor } from "../../../scripts/run/wait";
import { self } from "../../../scripts/suite/actor";
import { runSuite } from "../../../scripts/suite/run-suite";

describe("a suite", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lab-suite-"));

  afterAll(() => rmSync(folder, { recursive: true }));

  test("ends when it is interrupted, with what its tests have started", async () => {
    const started = path.join(folder, "started");
    symlinkSync(path.join(project.root, "node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "jest.config.js"), 'module.exports = { projects: [{ displayName: "long" }] };');
    writeFileSync(
      path.join(folder, "long.test.js"),
      `test("long", () => require("node:child_process").execFileSync("sh", ["-c", "echo $$ > ${started}; exec sleep 600"]), 1e6);`,
    );
    const interruption = new AbortController();
    const suite = { name: "long", projects: ["long"], args: ["--runInBand", "--silent"] };
    const ended = expect(runSuite(suite, self, { project: folder, tmp: folder }, interruption.signal)).rejects.toBe(
      "SIGINT",
    );
    await waitFor(async () => (existsSync(started) && readFileSync(started, "utf8") !== "") || undefined, 60, 0.1);
    const pid = Number(readFileSync(started, "utf8"));
    expect(processStat(pid)?.name).toBe("sleep");

    interruption.abort("SIGINT");
    await ended;
    expect(await waitFor(async () => processStat(pid) === undefined || undefined, 60, 0.1)).toBe(true);
  });
});

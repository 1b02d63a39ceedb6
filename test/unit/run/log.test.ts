import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../../scripts/project";
import { log } from "../../../scripts/run/log";

const folder = mkdtempSync(path.join(tmpdir(), "log-"));

beforeEach(() => {
  jest.replaceProperty(project as { lab: string }, "lab", folder);
  jest.replaceProperty(project as { log: string }, "log", path.join(folder, "lab.log"));
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => rmSync(folder, { recursive: true }));

test("has commands with their exit codes and output, one after the other, for its owner alone", () => {
  log(["virsh", "list"], 0, "running\n", "");
  log(["virsh", "start"], 1, "", "error\n");

  const text = readFileSync(project.log, "utf8");
  expect(text).toMatch(/^\S+Z \[0\] virsh list\nrunning\n\n\S+Z \[1\] virsh start\nerror\n\n$/);
  expect(statSync(project.log).mode & 0o777).toBe(0o600);
});

test("takes a bounded part of the disk, and keeps what is the latest", () => {
  for (const round of ["first", "second", "third"]) {
    truncateSync(project.log, 9 * 2 ** 20);
    log(["virsh", round], 0, "", "");
  }

  expect(readFileSync(project.log, "utf8")).toMatch(/^\S+Z \[0\] virsh third\n\n$/);
  expect(statSync(`${project.log}.1`).size).toBe(9 * 2 ** 20);
});

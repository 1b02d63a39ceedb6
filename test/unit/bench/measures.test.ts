import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diskMiB } from "../../../bench/disk";
import { parsePss } from "../../../bench/host-memory";
import { anotherDeclaration } from "../../../bench/lab";
import { rows } from "../../../bench/rows";

test("a file with two names takes its blocks once", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lvs-nat-bench-test-"));
  try {
    writeFileSync(path.join(folder, "disk"), Buffer.alloc(3 * 2 ** 20, 1));
    const alone = diskMiB(folder);
    linkSync(path.join(folder, "disk"), path.join(folder, "the same"));
    expect(alone).toBeGreaterThanOrEqual(3);
    expect(diskMiB(folder)).toBe(alone);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a folder that is not there takes nothing", () => {
  expect(diskMiB("/nonexistent")).toBe(0);
});

test("reads the proportional set size, not its parts", () => {
  const rollup =
    "Rss:              384000 kB\nPss:              380123 kB\nPss_Dirty:        1 kB\nPss_Anon:         2 kB\n";
  expect(parsePss(rollup)).toBe(380123);
});

test("main.ts has what the benchmark edits", () => {
  const main = readFileSync(path.join(__dirname, "../../../main.ts"), "utf8");
  expect(anotherDeclaration(main)).not.toBe(main);
  expect(() => anotherDeclaration("")).toThrow("were not found in it");
});

test("each measurement has one row, so that no two are taken for each other", () => {
  const measured = rows.map(({ of }) => of);
  expect(new Set(measured).size).toBe(measured.length);
});

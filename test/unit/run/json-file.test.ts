import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readJson, writeJson } from "../../../scripts/run/json-file";

describe("a JSON file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "json-"));
  const file = path.join(folder, "state.json");

  afterAll(() => rmSync(folder, { recursive: true }));

  test("is its owner's alone, and is replaced as a whole", () => {
    writeJson(file, { old: true });
    const { ino } = statSync(file);
    writeJson(file, { old: false });

    expect(readJson(file)).toEqual({ old: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // Another file took its name: a reader has the old one or the new one, and so has a host that goes down meanwhile.
    expect(statSync(file).ino).not.toBe(ino);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  test("that can't be written leaves the old one as it was", () => {
    writeJson(file, { old: true });

    expect(() => writeJson(file, { value: 1n })).toThrow(TypeError);
    expect(readJson(file)).toEqual({ old: true });
  });

  test("that is cut off is none", () => {
    writeFileSync(file, '{ "old": tr');

    expect(readJson(file)).toBeUndefined();
  });
});

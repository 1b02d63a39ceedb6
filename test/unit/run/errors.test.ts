import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { wrongKindOf } from "../../../scripts/run/errors";
import { writeWhole } from "../../../scripts/run/whole-file";

test("a folder in place of a file is told by its path, also where a file could not take its place", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "wrong-kind-"));
  const file = path.join(folder, "file.json");
  mkdirSync(path.join(file, "inside"), { recursive: true });
  const toldBy = (act: () => void) => {
    try {
      act();
    } catch (error) {
      return wrongKindOf(error);
    }
  };

  expect(toldBy(() => readFileSync(path.join(folder, "none")))).toBeUndefined();
  expect(toldBy(() => writeWhole(file, "text"))).toBe(file);
  expect(toldBy(() => rmSync(file))).toBe(file);
  rmSync(folder, { recursive: true });
});

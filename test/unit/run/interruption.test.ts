import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { waitFor } from "../../../scripts/run/wait";
import { Terminal } from "../../e2e/terminal";

describe("a command", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lab-terminal-"));
  const code = path.join(folder, "code");

  afterAll(() => rmSync(folder, { recursive: true }));

  test("ends by the signal itself when its terminal is closed, and is not aborted", async () => {
    const program =
      'require("./scripts/run/interruption.ts").tellInterruption("words"); setInterval(() => console.log("works"), 100)';
    // A shell that stays, and tells how the command ended.
    const terminal = new Terminal(`trap : HUP; node --import tsx --eval '${program}'; echo $? > ${code}`);
    await terminal.answer("works", "");
    await terminal.close();

    expect(await waitFor(async () => existsSync(code) || undefined, 60, 0.1)).toBe(true);
    expect(readFileSync(code, "utf8")).toBe("129\n");
  });
});

import path from "node:path";
import { type } from "../command-line";

describe("a full disk", () => {
  // Root of a user namespace may mount as well.
  const own = process.getuid?.() === 0 ? ["--mount"] : ["--map-auto", "--map-root-user", "--mount"];
  const script = path.resolve(__dirname, "../full-disk.sh");

  test("is told while ./lab up works, and the next up and down work", () => {
    const lines = type("unshare", ...own, "sh", script, "3").stdout.split("\n");

    expect(lines[0]).toBe("up on a full disk: 1");
    expect(lines.slice(1).join("\n")).toMatch(/^lab: .*the disk is full/s);
    expect(lines).toEqual(expect.arrayContaining(["up again: 0", "verification: 15 of 15 statements hold"]));
    expect(lines).toContain("up after reset on a full disk: 0");
    expect(lines.slice(-3)).toEqual([
      "up after down on a full disk: 0",
      "down: 0",
      "", // neither host nor state is left
    ]);
  });
});

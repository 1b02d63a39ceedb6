import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireSelfContained, whyNot } from "../../../scripts/image/self-contained";

describe("an image of the user's own", () => {
  test("is one qcow2 file", () => {
    expect(whyNot({ format: "qcow2" })).toBeUndefined();
    expect(whyNot({ format: "raw" })).toBe("is raw, not qcow2");
  });

  test("reads no other file of the host", () => {
    expect(whyNot({ format: "qcow2", "backing-filename": "/etc/shadow" })).toBe("stands on another file, /etc/shadow");
    expect(whyNot({ format: "qcow2", "format-specific": { data: { "data-file": "/etc/shadow" } } })).toBe(
      "has its data in another file, /etc/shadow",
    );
  });

  test("is looked at with the real qemu-img", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "image-"));
    const [whole, hostile, secret] = ["whole.qcow2", "hostile.qcow2", "secret"].map((name) => path.join(folder, name));
    if (!whole || !hostile || !secret) throw new Error("three names make three paths");
    writeFileSync(secret, "x".repeat(512));
    const create = (...args: string[]) => execFileSync("qemu-img", ["create", "-q", "-f", "qcow2", ...args]);
    create(whole, "1M");
    create("-b", secret, "-F", "raw", hostile);

    await expect(requireSelfContained(whole)).resolves.toBeUndefined();
    await expect(requireSelfContained(hostile)).rejects.toThrow(
      /hostile\.qcow2 stands on another file, .*secret; make one/,
    );
    rmSync(folder, { recursive: true });
  });
});

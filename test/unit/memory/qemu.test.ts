import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** qemu.sh in a folder of its own, with a program that prints its arguments in the place of QEMU. */
const root = mkdtempSync(path.join(tmpdir(), "qemu-sh-"));
const standIn = path.join(root, "host/qemu");
const disk = path.join(root, "host/pools/lab/lab-rs1.qcow2");

beforeAll(() => {
  for (const folder of ["host/pools/lab", "memory"]) mkdirSync(path.join(root, folder), { recursive: true });
  const script = readFileSync(path.join(__dirname, "../../../scripts/memory/qemu.sh"), "utf8");
  writeFileSync(standIn, script.replace("/usr/bin/qemu-system-x86_64", path.join(root, "print")));
  writeFileSync(path.join(root, "print"), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
});

afterAll(() => rmSync(root, { recursive: true }));

function start(name: string, memory: string): string[] {
  const drive = JSON.stringify({ driver: "file", filename: disk });
  const arguments_ = ["-name", `guest=${name},debug-threads=on`, "-m", memory, "-kernel", "/k", "-blockdev", drive];
  const { stdout, stderr } = spawnSync("sh", [standIn, ...arguments_], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n").slice(arguments_.length);
}

test("a machine starts as libvirt asks for it while there is no saved memory", () => {
  writeFileSync(disk, Buffer.alloc(196_624));

  expect(start("lab-rs1", "384")).toEqual([]);
});

test("a machine with the primed hardware and an empty disk is resumed", () => {
  start("lvs-nat-primed", "384");
  const key = readFileSync(path.join(root, "memory/primed-key"), "utf8");
  writeFileSync(path.join(root, `memory/${key}.state`), "stream");

  expect(start("lab-rs1", "384")).toEqual(["-incoming", "fd:9"]);
});

test("other hardware boots", () => {
  expect(start("lab-rs1", "512")).toEqual([]);
});

test("a machine that has written to its disk boots", () => {
  writeFileSync(disk, Buffer.alloc(1_000_000));

  expect(start("lab-rs1", "384")).toEqual([]);
  expect(readdirSync(path.join(root, "memory"))).toHaveLength(2);
});

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** qemu.sh in a folder of its own; in the place of QEMU a program that prints its arguments, in that of isoinfo cat. */
const root = mkdtempSync(path.join(tmpdir(), "qemu-sh-"));
const at = (file: string) => path.join(root, file);
const disk = at("host/pools/lab/lab-rs1.qcow2");
const seed = at("host/pools/lab/lab-rs1-seed.iso");

const emptyDisk = Buffer.alloc(196_624);

beforeAll(() => {
  for (const folder of ["bin", "host/pools/lab", "memory"]) mkdirSync(at(folder), { recursive: true });
  const script = readFileSync(path.join(__dirname, "../../../scripts/memory/qemu.sh"), "utf8");
  writeFileSync(at("host/qemu"), script.replace("/usr/bin/qemu-system-x86_64", at("bin/qemu")));
  writeFileSync(at("bin/qemu"), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  writeFileSync(at("bin/isoinfo"), '#!/bin/sh\ncat "$3"\n', { mode: 0o755 });
  writeFileSync(seed, "hostname: rs1");
});

beforeEach(() => writeFileSync(disk, emptyDisk));

afterAll(() => rmSync(root, { recursive: true }));

/** Starts a machine as libvirt does, and returns what qemu.sh has added to QEMU's arguments. */
function start(domain: string, memory = "384"): string[] {
  const drives = [disk, seed].flatMap((filename) => ["-blockdev", JSON.stringify({ driver: "file", filename })]);
  const args = ["-name", `guest=${domain},debug-threads=on`, "-m", memory, "-kernel", "/k", ...drives];
  const env = { ...process.env, PATH: `${at("bin")}:${process.env.PATH}` };
  const { stdout, stderr } = spawnSync("sh", [at("host/qemu"), ...args], { encoding: "utf8", env });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n").slice(args.length);
}

test("a machine starts as libvirt asks for it while nothing is saved", () => {
  expect(start("lab-rs1")).toEqual([]);
});

test("a machine with the primed hardware and an empty disk is resumed from its image's memory", () => {
  start("lvs-nat-primed");
  writeFileSync(at(`memory/${readFileSync(at("memory/primed-key"), "utf8")}.state`), "stream");

  expect(start("lab-rs1")).toEqual(["-incoming", "fd:9"]);
});

test("other hardware boots", () => {
  expect(start("lab-rs1", "512")).toEqual([]);
});

test("a machine that has written to its disk boots", () => {
  writeFileSync(disk, Buffer.alloc(1_000_000));

  expect(start("lab-rs1")).toEqual([]);
});

describe("a machine that is kept", () => {
  beforeEach(() => {
    rmSync(at("memory/kept"), { recursive: true });
    start("lab-rs1");
    writeFileSync(at("memory/kept/lab-rs1.qcow2"), Buffer.alloc(300_000));
  });

  test("goes on from the point at which it was fresh, with the disk of that point", () => {
    expect(start("lab-rs1")).toEqual(["-loadvm", "fresh"]);
    expect(statSync(disk).size).toBe(300_000);
  });

  test("is forgotten when its seed is another", () => {
    writeFileSync(seed, "hostname: other");

    expect(start("lab-rs1")).toEqual(["-incoming", "fd:9"]);
    expect(existsSync(at("memory/kept/lab-rs1.qcow2"))).toBe(false);
  });

  test("is forgotten when its hardware is another", () => {
    expect(start("lab-rs1", "512")).toEqual([]);
    expect(existsSync(at("memory/kept/lab-rs1.qcow2"))).toBe(false);
  });
});

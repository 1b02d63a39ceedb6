import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** qemu.sh in a folder of its own; in the place of QEMU a program that prints its arguments, in that of isoinfo cat. */
const root = mkdtempSync(path.join(tmpdir(), "qemu-sh-"));
const at = (file: string) => path.join(root, file);
const disk = at("host/pools/lab/lab-rs1.qcow2");
const seed = at("host/pools/lab/lab-rs1-seed.iso");
const snapshot = (file: string) => at(`memory/snapshots/lab-rs1/${file}`);
const scripts = path.join(__dirname, "../../../scripts/memory");

const emptyDisk = Buffer.alloc(196_624);

beforeAll(() => {
  for (const folder of ["bin", "host/pools/lab", "memory"]) mkdirSync(at(folder), { recursive: true });
  const script = readFileSync(path.join(scripts, "qemu.sh"), "utf8");
  writeFileSync(at("host/qemu"), script.replace("/usr/bin/qemu-system-x86_64", at("bin/qemu")));
  copyFileSync(path.join(scripts, "seed-hash.sh"), at("host/seed-hash"));
  writeFileSync(at("bin/qemu"), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  writeFileSync(at("bin/isoinfo"), '#!/bin/sh\ncat "$3"\n', { mode: 0o755 });
});

beforeEach(() => {
  rmSync(at("memory"), { recursive: true });
  mkdirSync(at("memory"));
  writeFileSync(disk, emptyDisk);
  writeFileSync(seed, "hostname: rs1");
});

afterAll(() => rmSync(root, { recursive: true }));

/** Starts a machine as libvirt does, and returns what qemu.sh has added to QEMU's arguments behind what it always adds. */
function start(domain: string, memory = "384", device = "virtio-net-pci"): string[] {
  const drives = [disk, seed].flatMap((filename) => ["-blockdev", JSON.stringify({ driver: "file", filename })]);
  const args = [
    "-name",
    `guest=${domain},debug-threads=on`,
    "-m",
    memory,
    "-kernel",
    "/k",
    "-device",
    device,
    ...drives,
  ];
  const env = { ...process.env, PATH: `${at("bin")}:${process.env.PATH}` };
  const { stdout, stderr } = spawnSync("sh", [at("host/qemu"), ...args], { encoding: "utf8", env });
  expect(stderr).toBe("");
  const [option, value, ...added] = stdout.trimEnd().split("\n").slice(args.length);
  expect([option, value]).toEqual(["-global", "migration.store-global-state=off"]);
  return added;
}

/** Saves the memory of the image on the hardware that machines have here. */
function saveImage(): void {
  start("primed_image");
  writeFileSync(at(`memory/${readFileSync(at("memory/snapshots/primed_image/hardware"), "utf8")}.state`), "stream");
}

/** Saves a snapshot of the machine as it was started last. */
function saveSnapshot(name: string): void {
  const { stdout } = spawnSync("sh", [at("host/seed-hash"), seed], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${at("bin")}:${process.env.PATH}` },
  });
  writeFileSync(snapshot("stream"), name);
  spawnSync("zstd", ["--quiet", "--rm", snapshot("stream"), "-o", snapshot(`${name}.memory`)]);
  writeFileSync(snapshot(`${name}.disk`), `disk of ${name}`);
  writeFileSync(snapshot(`${name}.key`), `${readFileSync(snapshot("machine"), "utf8")} ${stdout.trim()}`);
}

describe("without snapshots", () => {
  test("a machine starts as libvirt asks for it while nothing is saved", () => {
    expect(start("lab-rs1")).toEqual([]);
  });

  test("a machine with the primed hardware and an empty disk is resumed from its image's memory", () => {
    saveImage();

    expect(start("lab-rs1")).toEqual(["-incoming", "fd:9"]);
    expect(existsSync(snapshot("origin"))).toBe(false);
    expect(existsSync(snapshot("resumed"))).toBe(true);
  });

  test("other hardware boots", () => {
    saveImage();

    expect(start("lab-rs1", "512")).toEqual([]);
  });

  test("a machine that has written to its disk boots", () => {
    saveImage();
    start("lab-rs1");
    writeFileSync(disk, Buffer.alloc(1_000_000));

    expect(start("lab-rs1")).toEqual([]);
    expect(existsSync(snapshot("resumed"))).toBe(false);
  });

  test("a machine boots where saved memory is off", () => {
    saveImage();
    writeFileSync(at("memory/off"), "");

    expect(start("lab-rs1")).toEqual([]);
  });
});

describe("a machine with a snapshot", () => {
  beforeEach(() => {
    start("lab-rs1");
    saveSnapshot("fresh");
    saveSnapshot("broken");
  });

  test("goes on from the point at which it was fresh, with the disk of that point", () => {
    expect(start("lab-rs1")).toEqual(["-incoming", "fd:9"]);
    expect(readFileSync(disk, "utf8")).toBe("disk of fresh");
    expect(readFileSync(snapshot("origin"), "utf8")).toBe("fresh");
  });

  test("boots when it has written to its disk", () => {
    writeFileSync(disk, Buffer.alloc(1_000_000));

    expect(start("lab-rs1")).toEqual([]);
  });

  test("goes on once from the snapshot that it is told, whatever its disk holds", () => {
    writeFileSync(disk, Buffer.alloc(1_000_000));
    writeFileSync(snapshot("next"), "broken");

    expect(start("lab-rs1")).toEqual(["-incoming", "fd:9"]);
    expect(readFileSync(disk, "utf8")).toBe("disk of broken");
    expect(existsSync(snapshot("next"))).toBe(false);
  });

  test("does not take a snapshot of another seed", () => {
    writeFileSync(seed, "hostname: other");

    expect(start("lab-rs1")).toEqual([]);
  });

  test("does not take a snapshot of other hardware", () => {
    expect(start("lab-rs1", "512")).toEqual([]);
  });

  test("does not take a snapshot of a machine with other devices", () => {
    expect(start("lab-rs1", "384", "rtl8139")).toEqual([]);
  });

  test("does not take a snapshot of a disk on another image", () => {
    writeFileSync(disk, Buffer.concat([Buffer.from("/images/other.qcow2"), emptyDisk.subarray(19)]));

    expect(start("lab-rs1")).toEqual([]);
  });
});

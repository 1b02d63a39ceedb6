import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuildFolder, removeAbandonedBuilds } from "../../../scripts/image/build-folder";
import { copyOwnImage } from "../../../scripts/image/copy-own";
import { listImages } from "../../../scripts/image/list";
import { imageFiles } from "../../../scripts/image/manifest";
import { pruneImages } from "../../../scripts/image/prune";
import { verifyImage } from "../../../scripts/image/verify";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "images-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** An image with a few bytes for a disk, put there as a real one is. */
async function put(name: string, content = `disk of ${name}`) {
  const source = join(directory, "source");
  writeFileSync(source, content);
  const manifest = await copyOwnImage({ name, source }, { directory });
  rmSync(source);
  return manifest;
}

test("an image is listed with its size, the oldest first", async () => {
  const first = await put("b");
  await put("a");
  expect(listImages(directory)).toEqual([
    { name: "b", created: first.created, bytes: 9, packages: 0 },
    { name: "a", created: expect.any(String), bytes: 9, packages: 0 },
  ]);
});

test("a disk without a manifest is no image", () => {
  writeFileSync(join(directory, "half.qcow2"), "");
  expect(listImages(directory)).toEqual([]);
});

test("there are no images where there is no directory", () => {
  expect(listImages(join(directory, "none"))).toEqual([]);
});

test("copying leaves the image's files and nothing else", async () => {
  await put("a");
  expect(readdirSync(directory).sort()).toEqual(["a.json", "a.qcow2"]);
});

test("what a killed build has left is removed while it still writes there, and its processes end", async () => {
  const abandoned = join(directory, ".build-1-4711");
  mkdirSync(join(abandoned, "root/tmp"), { recursive: true });
  const writing = "while mkdir -p $TMPDIR && date > $TMPDIR/$(date +%N); do :; done";
  const writers = [abandoned, join(abandoned, "root/tmp")].map((folder) =>
    spawn("sh", ["-c", writing], { env: { ...process.env, TMPDIR: folder }, stdio: "ignore" }),
  );
  const ends = writers.map((writer) => once(writer, "close"));

  await removeAbandonedBuilds(directory);
  expect(await Promise.all(ends)).toEqual([
    [null, "SIGKILL"],
    [null, "SIGKILL"],
  ]);
  expect(existsSync(abandoned)).toBe(false);
});

test("pruning removes all but what is kept, and what killed builds have left", async () => {
  await put("old");
  await put("new");
  const abandoned = join(directory, ".build-1-4711"); // process 1 runs, but did not start at 4711
  mkdirSync(abandoned);
  const running = createBuildFolder(directory);

  expect((await pruneImages({ directory, keep: ["new"] })).map(({ name }) => name)).toEqual(["old"]);
  expect(listImages(directory).map(({ name }) => name)).toEqual(["new"]);
  expect(existsSync(join(directory, "old.qcow2"))).toBe(false);
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(running)).toBe(true);
});

describe("verifying", () => {
  test("passes on what was built, again and again", async () => {
    const manifest = await put("a");
    expect(await verifyImage(directory, "a")).toEqual(manifest);
    expect(await verifyImage(directory, "a")).toEqual(manifest);
  });

  test("fails on a changed file, also when it was right before", async () => {
    await put("a", "right");
    await verifyImage(directory, "a");
    const disk = join(directory, imageFiles("a").disk);
    writeFileSync(disk, "wrong");
    utimesSync(disk, 1, 1);
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    await expect(verifyImage(directory, "a")).rejects.toThrow(
      `image a: a.qcow2 has the SHA-256 ${hash("wrong")}, it was built with ${hash("right")}; ` +
        `take the lab down with ./lab down, remove ${disk}, and build it again with ./lab image build`,
    );
  });

  test("fails without one of its files: that is no image", async () => {
    await put("a");
    rmSync(join(directory, "a.qcow2"));
    await expect(verifyImage(directory, "a")).rejects.toThrow(`image a: ${directory} has no such image; `);
    expect(listImages(directory)).toEqual([]);
  });

  test("fails without the image", async () => {
    await expect(verifyImage(directory, "none")).rejects.toThrow(
      `image none: ${directory} has no such image; build it with ./lab image build`,
    );
  });
});

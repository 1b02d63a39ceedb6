import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownImage } from "../../../constructs/image/own-image";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "own-image-"));
  path = join(folder, "My image (2).qcow2");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The first 16 bytes of a qcow2 file: magic, version 3, offset of the backing file's name. */
function qcow2(backingFileOffset = 0): Buffer {
  const header = Buffer.alloc(64);
  header.write("QFI\xfb", 0, "latin1");
  header.writeUInt32BE(3, 4);
  header.writeBigUInt64BE(BigInt(backingFileOffset), 8);
  return header;
}

test("takes a qcow2 file, which boots by itself", () => {
  writeFileSync(path, qcow2());
  expect(ownImage(path, { family: "rhel" })).toEqual({
    name: expect.stringMatching(/^My-image-2--[0-9a-f]{12}$/),
    family: "rhel",
    directBoot: false,
    kernelArguments: [],
    source: path,
  });
});

test("a changed file has another name, an unchanged one the same", () => {
  writeFileSync(path, qcow2());
  const { name } = ownImage(path, { family: "debian" });
  expect(ownImage(path, { family: "debian" }).name).toBe(name);
  utimesSync(path, 1, 1);
  expect(ownImage(path, { family: "debian" }).name).not.toBe(name);
});

const mistakeIn = (file: string) => ownImage(file, { family: "debian" }).mistake;

test("is refused without the file", () => {
  expect(mistakeIn("/no/such.qcow2")).toBe(
    "image /no/such.qcow2: there is no such file; give the path of a qcow2 image",
  );
});

test("is refused in another format", () => {
  writeFileSync(path, "KDMV, which is not qcow2");
  expect(mistakeIn(path)).toBe(
    `image ${path}: it is not in the format qcow2; convert it with qemu-img convert -O qcow2 ${path} NEW.qcow2`,
  );
});

test("is refused as an overlay, whose backing file would not come along", () => {
  writeFileSync(path, qcow2(512));
  expect(mistakeIn(path)).toBe(
    `image ${path}: it is an overlay on another file; make it whole with qemu-img convert -O qcow2 ${path} NEW.qcow2`,
  );
});

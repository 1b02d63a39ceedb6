import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { streamOffset } from "../../../scripts/memory/save-file";

const folder = mkdtempSync(path.join(tmpdir(), "save-file-"));
const file = path.join(folder, "save");

afterAll(() => rmSync(folder, { recursive: true }));

/** A header as libvirt writes it: magic, version, length of what follows, was running, compression, unused. */
function header({ magic = "LibvirtQemudSave", version = 2, length = 0, compression = 0 }): Buffer {
  const bytes = Buffer.alloc(92);
  bytes.write(magic, "latin1");
  for (const [index, value] of [version, length, 1, compression].entries()) bytes.writeUInt32LE(value, 16 + 4 * index);
  return bytes;
}

test("QEMU's stream begins behind the header and the XML", () => {
  const xml = "<domain/>\0";
  writeFileSync(file, Buffer.concat([header({ length: xml.length }), Buffer.from(`${xml}QEVM`)]));

  expect(streamOffset(file)).toBe(92 + xml.length);
});

test.each([
  [
    "is of another kind",
    header({ magic: "LibvirtQemudPart" }),
    'begins with "LibvirtQemudPart", not with LibvirtQemudSave',
  ],
  ["is of another version", header({ version: 3 }), "has version 3 and compression 0, 2 and 0 are understood"],
  ["is compressed", header({ compression: 2 }), "has version 2 and compression 2, 2 and 0 are understood"],
])("fails for a file that %s", (_, bytes, message) => {
  writeFileSync(file, bytes);

  expect(() => streamOffset(file)).toThrow(`${file}: ${message}`);
});

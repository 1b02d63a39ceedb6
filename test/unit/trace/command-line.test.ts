import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unwritable } from "../../../scripts/cli/output-file";
import { parseDuration } from "../../../scripts/cli/trace";
import { parseInterfaceList } from "../../../scripts/trace/capture/interface-list";

test.each([
  ["10s", 10],
  ["10", 10],
  ["0.5s", 0.5],
  ["2m", 120],
])("%s is a duration of %d s", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(["", "0", "-1", "ten", "10h"])("fails for %j, which is no duration", (text) => {
  expect(() => parseDuration(text)).toThrow(`--for ${text} is not a duration, such as 10s or 2m`);
});

test("finds the host's device of each interface", () => {
  const text = ` vnet1   network   lvs-nat-server-side   virtio   52:54:00:3a:b2:44
 -       network   lvs-nat-client-side   virtio   52:54:00:9a:1d:39
`;

  expect(parseInterfaceList(text)).toEqual([{ device: "vnet1", mac: "52:54:00:3a:b2:44" }]);
});

describe("a file to write", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "output-file-"));
  const there = path.join(folder, "there.html");
  beforeAll(() => writeFileSync(there, "as it was"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([there, path.join(folder, "new.html"), "/dev/stdout"])(
    "%s can be written, and trying leaves no trace",
    (file) => {
      expect(unwritable(file)).toBeUndefined();
      expect(readdirSync(folder)).toEqual(["there.html"]);
    },
  );

  test.each([
    [folder, "it is a folder; name a file in it"],
    ["/proc/x.html", "no file can be made in /proc"],
    ["/nowhere/x.html", "there is no folder /nowhere; make it first"],
    [path.join(there, "x.html"), "not a directory"],
    ["", "its name is empty"],
  ])("fails for %j: %s", (file, reason) => {
    expect(unwritable(file)).toBe(reason);
  });
});

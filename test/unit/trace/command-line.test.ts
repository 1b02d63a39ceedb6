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

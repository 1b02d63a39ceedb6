import { settingsRecord } from "../../../../constructs/cloud-init/settings-record";

const setting = { name: "page", reload: [], undo: [] };

test("the record does not depend on the order of properties, which Terraform's state sorts", () => {
  const declared = settingsRecord([{ ...setting, files: [{ path: "/a", content: "1" }] }]);

  expect(settingsRecord([{ ...setting, files: [{ content: "1", path: "/a" }] }])).toBe(declared);
});

test("another content is another record", () => {
  const record = (content: string) => settingsRecord([{ ...setting, files: [{ path: "/a", content }] }]);

  expect(record("1")).not.toBe(record("2"));
});

import fc from "fast-check";
import { mergeCloudConfig, mergeMistakes } from "../../../../constructs/cloud-init/cloud-config";

test("lists go behind the lab's own, maps are merged, what is new comes along", () => {
  const own = { hostname: "rs1", runcmd: ["set -e", ["one"]], power_state: { mode: "reboot" } };
  const extra = { runcmd: [["two"]], power_state: { timeout: 30 }, timezone: "UTC" };
  expect(mergeCloudConfig(own, extra)).toEqual({
    hostname: "rs1",
    runcmd: ["set -e", ["one"], ["two"]],
    power_state: { mode: "reboot", timeout: 30 },
    timezone: "UTC",
  });
  expect(mergeMistakes(own, extra)).toEqual([]);
});

test("what is undefined is not there", () => {
  const own = { runcmd: ["set -e"] };
  expect(mergeCloudConfig(own, { runcmd: undefined })).toEqual(own);
  expect(mergeMistakes(own, { runcmd: undefined })).toEqual([]);
});

test("says where in a document something is in the way", () => {
  expect(mergeMistakes({ a: { b: 1, c: [] } }, { a: { b: 2, c: {} } })).toEqual([
    "the lab sets cloud-init's a.b itself; leave it out of cloudInit",
    "cloud-init's a.c is {}; give it a list",
  ]);
});

const documents = fc.dictionary(
  fc.constantFrom("one", "two", "three"),
  fc.oneof(fc.integer(), fc.array(fc.integer()), fc.dictionary(fc.constantFrom("a", "b"), fc.integer())),
);

test("the lab's own part is never lost", () => {
  fc.assert(
    fc.property(documents, documents, (own, extra) => {
      expect(mergeCloudConfig(own, extra)).toMatchObject(
        Object.fromEntries(Object.entries(own).filter(([, value]) => !Array.isArray(value))),
      );
    }),
  );
});

test("nothing of an addition is lost without a word", () => {
  fc.assert(
    fc.property(documents, documents, (own, extra) => {
      const merged = mergeCloudConfig(own, extra);
      for (const [key, value] of Object.entries(extra)) {
        if (mergeMistakes(own, { [key]: value }).length > 0) continue;
        if (Array.isArray(value)) expect(merged[key]).toEqual(expect.arrayContaining(value));
        else expect(merged).toMatchObject({ [key]: value });
      }
    }),
  );
});

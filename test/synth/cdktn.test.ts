import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dependencies, devDependencies } from "../../package.json";

const environment = { ...process.env };
let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(path.join(tmpdir(), "cdktn-"));
  // An app that names no folder writes there; and no host that is asked for has to be prepared.
  Object.assign(process.env, { CDKTF_OUTDIR: outdir, LAB_HOST_UNPREPARED: "1" });
});
afterEach(() => {
  process.env = { ...environment };
  rmSync(outdir, { recursive: true });
});

/** A program's stack, synthesised with one of the two wherever `cdktf` is imported: there, and by the provider's bindings. */
async function synthesisedWith(library: "cdktf" | "cdktn", program: string, stackName: string) {
  jest.doMock("cdktf", () => jest.requireActual(library));
  await jest.isolateModulesAsync(async () => {
    await import(`../../${program}`);
  });
  const file = path.join(outdir, "stacks", stackName, "cdk.tf.json");
  const { "//": comment, ...stack } = JSON.parse(readFileSync(file, "utf8"));
  const { version, ...metadata } = comment.metadata;
  return { version, rest: { metadata, ...stack } };
}

test.each([
  ["main", "lvs-nat"],
  ["examples/weights", "weights"],
  ["examples/port-mapping", "port-mapping"],
  ["examples/persistence", "persistence"],
  ["examples/two-directors", "two-directors"],
])("cdktn, the community's continuation of cdktf, makes the same of %s", async (program, stack) => {
  const cdktf = await synthesisedWith("cdktf", program, stack);
  const cdktn = await synthesisedWith("cdktn", program, stack);
  expect([cdktf.version, cdktn.version]).toEqual([dependencies.cdktf, devDependencies.cdktn]);
  expect(cdktn.rest).toEqual(cdktf.rest);
});

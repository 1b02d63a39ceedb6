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

/** main.ts's stack, synthesised with one of the two wherever `cdktf` is imported: here, and by the provider's bindings. */
async function synthesisedWith(library: "cdktf" | "cdktn") {
  jest.doMock("cdktf", () => jest.requireActual(library));
  await jest.isolateModulesAsync(async () => {
    await import("../../main");
  });
  const { "//": comment, ...stack } = JSON.parse(readFileSync(path.join(outdir, "stacks/lvs-nat/cdk.tf.json"), "utf8"));
  const { version, ...metadata } = comment.metadata;
  return { version, rest: { metadata, ...stack } };
}

test("cdktn, the community's continuation of cdktf, makes the same of main.ts", async () => {
  const cdktf = await synthesisedWith("cdktf");
  const cdktn = await synthesisedWith("cdktn");
  expect([cdktf.version, cdktn.version]).toEqual([dependencies.cdktf, devDependencies.cdktn]);
  expect(cdktn.rest).toEqual(cdktf.rest);
});

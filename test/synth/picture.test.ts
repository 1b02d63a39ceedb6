import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diagramSvg } from "../../scripts/diagram/svg";

const environment = { ...process.env };
const outdir = mkdtempSync(path.join(tmpdir(), "picture-"));

afterAll(() => {
  process.env = { ...environment };
  rmSync(outdir, { recursive: true });
});

test("the README's picture shows what main.ts declares; mend it with ./lab diagram --svg > docs/lab.svg", async () => {
  Object.assign(process.env, { CDKTF_OUTDIR: outdir, LAB_HOST_UNPREPARED: "1" });
  await import("../../main");
  const stack = JSON.parse(readFileSync(path.join(outdir, "stacks/lvs-nat/cdk.tf.json"), "utf8"));
  const picture = readFileSync(path.join(__dirname, "../../docs/lab.svg"), "utf8");

  expect(picture).toBe(diagramSvg(stack.output.lab.value, new Map()));
  expect(readFileSync(path.join(__dirname, "../../README.md"), "utf8")).toContain("(docs/lab.svg)");
});

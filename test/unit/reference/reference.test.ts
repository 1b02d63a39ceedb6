import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../../scripts/project";
import { publicNames } from "../../../scripts/reference/public-names";

test("the committed reference is what the doc comments make", () => {
  const committed = path.join(project.root, "docs/reference");
  const made = mkdtempSync(path.join(tmpdir(), "reference-"));
  try {
    generate(made);
    const stale = [...new Set([...readdirSync(made), ...readdirSync(committed)])].filter(
      (page) => textOf(path.join(made, page)) !== textOf(path.join(committed, page)),
    );
    if (stale.length > 0) {
      throw new Error(`docs/reference is stale: ${stale.join(", ")}; run npm run docs and commit what it writes`);
    }
  } finally {
    rmSync(made, { recursive: true });
  }
}, 120_000);

test("the public names are those of the index", () => {
  const index = `
    export { A, type AProps } from "./a";
    export { a as b } from "./a";
    export type { C } from "./folder/c";
  `;
  expect(publicNames(index)).toEqual({ modules: ["./a", "./folder/c"], names: ["A", "AProps", "b", "C"] });
});

test("fails for an index that does not say the names", () => {
  expect(() => publicNames('export * from "./a";')).toThrow(
    'constructs/index.ts: an export names nothing; write it like export { Name } from "./module"',
  );
});

/** In a process of its own: typedoc is an ES module. */
function generate(folder: string): void {
  execFileSync(process.execPath, ["--import", "tsx", "scripts/reference/generate.mts", folder], {
    cwd: project.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function textOf(page: string): string | undefined {
  return existsSync(page) ? readFileSync(page, "utf8") : undefined;
}

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A row of docs/promises.md. */
interface Promised {
  readonly file: string;
  readonly title: string;
}

const root = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(root, "docs/promises.md"), "utf8");
const promised: Promised[] = [...text.matchAll(/^\|[^|]+\| `([^`|]+\.ts)` +\| +([^|]+?) +\|$/gm)].map(
  ([, file = "", title = ""]) => ({ file, title }),
);

describe("docs/promises.md", () => {
  test("has nothing but promises in its tables: what is promised, a file, a test", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("|") && !/^\| (promise |-+)/.test(line));

    expect(rows.length).toBeGreaterThan(15);
    expect(promised).toHaveLength(rows.length);
  });

  test.each(promised)("$file has the test: $title", ({ file, title }) => {
    const test = path.join(root, "test", file);

    expect(existsSync(test)).toBe(true);
    const calls = readFileSync(test, "utf8").split(`("${title}"`);
    expect(calls).toHaveLength(2);
    expect(calls[0]).not.toMatch(/\.(skip|todo)$/);
  });
});

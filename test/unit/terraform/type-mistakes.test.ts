import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { typeMistakes } from "../../../scripts/terraform/type-mistakes";

const root = path.resolve(__dirname, "../../..");

test("says by their lines what is not what it is to be, and nothing of what is right", async () => {
  const folder = mkdtempSync(path.join(root, "test/unit/terraform/declaration-"));
  const file = path.join(folder, "main.ts");
  try {
    writeFileSync(
      file,
      'const weight: number = "3";\nconst used = later + 1;\nconst later = 2;\nexport { used, weight };\n',
    );
    expect(await typeMistakes(file)).toEqual([
      "line 1: Type 'string' is not assignable to type 'number'.",
      "line 2: Block-scoped variable 'later' used before its declaration.",
      "line 2: Variable 'later' is used before being assigned.",
    ]);
    writeFileSync(file, "export const weight: number = 3;\n");
    expect(await typeMistakes(file)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

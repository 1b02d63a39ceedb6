import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RecipeFile } from "../../constructs/image/image-recipe";
import { run } from "../run/run";

/** Packs the recipe's files, so that they can be put into the system as root's, whoever builds it. */
export async function packFiles(files: readonly RecipeFile[], folder: string): Promise<string> {
  const tree = join(folder, "files");
  for (const { path, executable, content } of files) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content, { mode: executable ? 0o755 : 0o644 });
  }
  const archive = join(folder, "files.tar");
  // The modes are set here, as the umask has had its say in the tree.
  const modes = ["--owner=root:0", "--group=root:0", "--mode=u+rwX,go+rX,go-w"];
  await run("packing the image's files", ["tar", "--create", "--file", archive, "--directory", tree, ...modes, "."]);
  return archive;
}

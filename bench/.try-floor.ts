import { copyProject, script } from "/work/main/bench/project-copy";
import { readDeclared } from "/work/main/bench/declared";
import { stockImage } from "/work/main/bench/stock-image";
import { plainQemu } from "/work/main/bench/plain-qemu";
import { undoAll } from "/work/main/bench/undo";
import { timed } from "/work/main/bench/timed";
async function main() {
  const copy = await copyProject("try");
  console.log((await timed(script(copy, "main.ts"), { cwd: copy.folder, env: { LAB_HOST_UNPREPARED: "1" } })).seconds);
  const d = readDeclared(copy.folder);
  console.log(await plainQemu("floor", d, await stockImage()));
}
main().catch((e) => console.log(e)).finally(undoAll);

import { readDeclared } from "/work/main/bench/declared";
import { plainQemu } from "/work/main/bench/plain-qemu";
import { copyProject, script } from "/work/main/bench/project-copy";
import { stockImage } from "/work/main/bench/stock-image";
import { timed } from "/work/main/bench/timed";
import { undoAll } from "/work/main/bench/undo";

async function main() {
  const copy = await copyProject("try");
  console.log((await timed(script(copy, "main.ts"), { cwd: copy.folder, env: { LAB_HOST_UNPREPARED: "1" } })).seconds);
  const d = readDeclared(copy.folder);
  console.log(await plainQemu("floor", d, await stockImage()));
}
main()
  .catch((e) => console.log(e))
  .finally(undoAll);

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { table } from "../scripts/output/tables";
import { diskMiB } from "./disk";
import { machineMemoryMiB } from "./host-memory";
import { copyProject, type ProjectCopy } from "./project-copy";
import { type Point, slopes } from "./slopes";
import { timed } from "./timed";

/** How a lab, and a host with several of them, grow. */
export interface Growth {
  /** By the count of real servers in one lab. */
  readonly realServers: readonly Point[];
  /** By the count of labs. Each is a clone of the project with a host of its own; all `./lab up` are started at once. */
  readonly labs: readonly Point[];
}

/** How many of each are tried, in rising order. */
export interface Counts {
  readonly realServers: readonly number[];
  readonly labs: readonly number[];
}

/** Seconds that a lab may take: 34 machines under emulation need many minutes. */
const limitSeconds = 3600;

/** Measures labs of several sizes, and several labs, on a host that has been in use: the memory of the image is saved. */
export async function growth(copy: ProjectCopy, counts: Counts, tell: (line: string) => void): Promise<Growth> {
  await saveMemory(copy);
  const labs = await severalLabs(copy, counts.labs, tell);
  return { labs, realServers: await severalRealServers(copy, counts.realServers, tell) };
}

async function severalRealServers(
  copy: ProjectCopy,
  counts: readonly number[],
  tell: (line: string) => void,
): Promise<Point[]> {
  writeFileSync(path.join(copy.folder, "main.ts"), 'import "./bench/programs/growing-lab";\n');
  const points: Point[] = [];
  for (const count of counts) {
    tell(`${count} real servers`);
    const options = { cwd: copy.folder, env: { REAL_SERVERS: `${count}` }, limitSeconds };
    await forgetMachines([copy]);
    const { seconds } = await timed(copy.lab("up"), options);
    points.push(pointOf(count, seconds, [copy]));
    await timed(copy.lab("down"), options);
  }
  return points;
}

async function severalLabs(
  first: ProjectCopy,
  counts: readonly number[],
  tell: (line: string) => void,
): Promise<Point[]> {
  const copies = [first];
  const points: Point[] = [];
  for (const count of counts) {
    while (copies.length < count) copies.push(await cloneOf(first));
    tell(`${count} labs`);
    await forgetMachines(copies);
    const began = Date.now();
    await Promise.all(copies.map((copy) => timed(copy.lab("up"), { cwd: copy.folder, limitSeconds })));
    points.push(pointOf(count, (Date.now() - began) / 1000, copies));
    await Promise.all(copies.map((copy) => timed(copy.lab("down"), { cwd: copy.folder })));
  }
  for (const copy of copies.slice(1)) await copy.remove();
  return points;
}

/** Another clone, with the first one's verdict on KVM, and a memory of its image saved as there. */
async function cloneOf(first: ProjectCopy): Promise<ProjectCopy> {
  const copy = await copyProject("clone");
  const verdict = readFileSync(path.join(first.folder, ".lab/kvm.json"), "utf8");
  // It is the verdict on a kernel, by its path.
  writeFileSync(path.join(copy.folder, ".lab/kvm.json"), verdict.replaceAll(first.folder, copy.folder));
  await saveMemory(copy);
  return copy;
}

/** What any first `./lab up` does; it is not what is measured here. */
async function saveMemory(copy: ProjectCopy): Promise<void> {
  await timed(copy.lab("up"), { cwd: copy.folder });
  await timed(copy.lab("down"), { cwd: copy.folder });
}

/** Every machine is new: it is resumed from its image's memory, not from its own. */
async function forgetMachines(copies: readonly ProjectCopy[]): Promise<void> {
  for (const { folder } of copies) await timed(["rm", "-rf", path.join(folder, ".lab/memory/snapshots")]);
}

function pointOf(count: number, seconds: number, copies: readonly ProjectCopy[]): Point {
  const sum = (measure: (folder: string) => number) =>
    copies.map(({ folder }) => measure(folder)).reduce((total, one) => total + one, 0);
  return {
    count,
    seconds,
    memoryMiB: sum(machineMemoryMiB),
    diskMiB: sum((folder) => diskMiB(path.join(folder, ".lab/host/pools"))),
  };
}

/** Both, for people, each with what one more costs from step to step. */
export function growthTables({ realServers, labs }: Growth): string {
  return [
    growthTable("real servers in one lab", realServers),
    growthTable("labs, each a clone with its own host", labs),
  ]
    .join("\n\n")
    .trimEnd();
}

function growthTable(title: string, points: readonly Point[]): string {
  const steps = slopes(points);
  const number = (value: number | undefined, decimals: number) => value?.toFixed(decimals) ?? "";
  const cells = points.map(({ count, seconds, memoryMiB, diskMiB: disk }, index) => {
    const step = steps[index - 1];
    return [
      `${count}`,
      ...[number(seconds, 1), number(step?.seconds, 2), number(memoryMiB, 0), number(step?.memoryMiB, 1)],
      ...[number(disk, 0), number(step?.diskMiB, 1)],
    ];
  });
  return table([title, "s", "+s each", "MiB memory", "+MiB each", "MiB disk", "+MiB each"], cells);
}

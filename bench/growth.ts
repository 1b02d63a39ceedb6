import { writeFileSync } from "node:fs";
import path from "node:path";
import { table } from "../scripts/output/tables";
import { diskMiB } from "./disk";
import { machineMemoryMiB } from "./host-memory";
import type { ProjectCopy } from "./project-copy";
import { type Point, slopes } from "./slopes";
import { timed } from "./timed";

/** How a lab, and a host with several of them, grow. */
export interface Growth {
  /** By the count of real servers in one lab. */
  readonly realServers: readonly Point[];
  /** By the count of labs of one declaration, of two real servers each. */
  readonly labs: readonly Point[];
}

/** How many of each are tried, in rising order. */
export interface Counts {
  readonly realServers: readonly number[];
  readonly labs: readonly number[];
}

/** Seconds that labs may take: 34 machines under emulation need minutes. */
const limitSeconds = 3600;

/** Measures labs of several sizes, and several labs, on a host that has been in use: the memory of the image is saved. */
export async function growth(copy: ProjectCopy, counts: Counts, tell: (line: string) => void): Promise<Growth> {
  writeFileSync(path.join(copy.folder, "main.ts"), 'import "./bench/programs/growing-labs";\n');
  await upAndDown(copy, 1, 2);
  const labs: Point[] = [];
  for (const count of counts.labs) {
    tell(`${count} labs`);
    labs.push({ count, ...(await upAndDown(copy, count, 2)) });
  }
  const realServers: Point[] = [];
  for (const count of counts.realServers) {
    tell(`${count} real servers`);
    realServers.push({ count, ...(await upAndDown(copy, 1, count)) });
  }
  return { labs, realServers };
}

/** Every machine is new: it is resumed from its image's memory, not from its own. */
async function upAndDown(copy: ProjectCopy, labs: number, realServers: number): Promise<Omit<Point, "count">> {
  const options = {
    cwd: copy.folder,
    env: { LABS: `${labs}`, REAL_SERVERS: `${realServers}` },
    limitSeconds,
  };
  await timed(["rm", "-rf", path.join(copy.folder, ".lab/memory/snapshots")]);
  const { seconds } = await timed(copy.lab("up"), options);
  const memoryMiB = machineMemoryMiB(copy.folder);
  const disk = diskMiB(path.join(copy.folder, ".lab/host/pools"));
  await timed(copy.lab("down"), options);
  return { seconds, memoryMiB, diskMiB: disk };
}

/** Both, for people, each with what one more costs from step to step. */
export function growthTables({ realServers, labs }: Growth): string {
  return [growthTable("real servers in one lab", realServers), growthTable("labs of one declaration", labs)]
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

import type { DeployedLab } from "../../../constructs/lab-description";
import { neededBy, shortages } from "../../../scripts/up/room";

const lab = (...memoryMiB: number[]) => ({
  declared: { machines: memoryMiB.map((one) => ({ memoryMiB: one })) } as unknown as DeployedLab,
});

describe("room on the host", () => {
  test("is needed for the machines of all labs together", () => {
    expect(neededBy([lab(384, 384), lab(512)])).toEqual({ memory: 1280, disk: 192 });
  });

  test("is not asked for where no lab is to be made", () => {
    expect(shortages(neededBy([]), { memory: 0, disk: 0 })).toEqual([]);
  });

  test("that is there is not complained of", () => {
    expect(shortages({ memory: 1536, disk: 256 }, { memory: 1536, disk: 256 })).toEqual([]);
  });

  test("that is missing is told with both figures and the way out", () => {
    const [memory, disk] = shortages({ memory: 1536, disk: 256 }, { memory: 1200, disk: 100 });

    expect(memory).toMatch(/^the machines may use 1536 MiB of memory, and 1200 MiB are available; declare fewer/);
    expect(disk).toMatch(
      /^the machines' disks may take 256 MiB, and 100 MiB are free where the project lies; free some/,
    );
  });
});

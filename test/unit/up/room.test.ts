import type { DeployedLab } from "../../../constructs/lab-description";
import { neededBy, shortages } from "../../../scripts/up/room";

const lab = (...memoryMiB: number[]) => ({
  declared: {
    machines: memoryMiB.map((one, index) => ({ domain: `d${index}`, memoryMiB: one })),
  } as unknown as DeployedLab,
});

describe("room on the host", () => {
  test("is needed for the machines of all labs together", () => {
    expect(neededBy([lab(384, 384), lab(512)], new Map())).toEqual({ memory: 1280, disk: 192 });
  });

  test("is not asked for where no lab is to be made", () => {
    expect(shortages(neededBy([], new Map()), { memory: 0, disk: 0 })).toEqual([]);
  });

  test("is not asked for again for machines that run, but for what one is to have more", () => {
    const running = new Map([
      ["d0", 384],
      ["d1", 384],
    ]);

    expect(neededBy([lab(384, 384)], running)).toEqual({ memory: 0, disk: 0 });
    expect(neededBy([lab(256, 1000, 384)], running)).toEqual({ memory: 616 + 384, disk: 64 });
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

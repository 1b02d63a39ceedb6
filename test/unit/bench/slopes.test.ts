import { slopes } from "../../../bench/slopes";

test("what one more costs, from each point to the next", () => {
  const points = [
    { count: 2, seconds: 10, memoryMiB: 800, diskMiB: 100 },
    { count: 8, seconds: 22, memoryMiB: 2000, diskMiB: 220 },
    { count: 32, seconds: 94, memoryMiB: 6800, diskMiB: 700 },
  ];
  expect(slopes(points)).toEqual([
    { seconds: 2, memoryMiB: 200, diskMiB: 20 },
    { seconds: 3, memoryMiB: 200, diskMiB: 20 },
  ]);
});

test("one point has no slope", () => {
  expect(slopes([{ count: 1, seconds: 1, memoryMiB: 1, diskMiB: 1 }])).toEqual([]);
});

import fc from "fast-check";
import { faults } from "../../../lessons/faults";
import { mostFaults, pick } from "../../../scripts/exam/pick";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const counts = fc.integer({ min: 1, max: mostFaults(faults) });

test("the same seed picks the same faults", () => {
  fc.assert(
    fc.property(seeds, counts, (seed, count) => {
      expect(pick(faults, seed, count)).toEqual(pick(faults, seed, count));
    }),
  );
});

test("as many faults are picked as asked for, no two of them of one part", () => {
  fc.assert(
    fc.property(seeds, counts, (seed, count) => {
      const parts = pick(faults, seed, count).map(({ part }) => part);
      expect(new Set(parts).size).toBe(count);
    }),
  );
});

test("each fault is picked by some seed", () => {
  const picked = Array.from({ length: 1000 }, (_, seed) => pick(faults, seed, 1)[0]?.name);

  expect(new Set(picked).size).toBe(faults.length);
});

test("fails when more faults are wanted than leave each other alone", () => {
  const most = mostFaults(faults);

  expect(() => pick(faults, 1, most + 1)).toThrow(
    `${most + 1} faults are more than leave each other alone; use a --count from 1 to ${most}`,
  );
});

import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Fault } from "../../lessons/fault";
import { UsageError } from "../run/errors";

/** How many faults an exam can have: no two of them touch the same part. */
export function mostFaults(faults: readonly Fault[]): number {
  return new Set(faults.map(({ part }) => part)).size;
}

/**
 * Chooses the faults of an exam. The same seed chooses the same faults, as long as the catalogue is the same.
 *
 * @param seed a whole number from 0 to 4294967295
 * @param count of faults, from 1
 * @throws UsageError when there are not so many faults that leave each other alone
 */
export function pick(faults: readonly Fault[], seed: number, count: number): Fault[] {
  const most = mostFaults(faults);
  if (count > most) {
    throw new UsageError(`${count} faults are more than leave each other alone; use a --count from 1 to ${most}`);
  }
  const random = xoroshiro128plus(seed);
  const picked: Fault[] = [];
  for (let left = faults; picked.length < count; ) {
    const one = left[uniformInt(random, 0, left.length - 1)] as Fault;
    picked.push(one);
    left = left.filter(({ part }) => part !== one.part);
  }
  return picked;
}

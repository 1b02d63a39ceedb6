import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { disturbances } from "./disturbances";
import type { Round } from "./round";
import { earliest, scenes } from "./scenes";

/** Draws rounds; the same seed draws the same. Each disturbance comes once before any comes again. */
export function draw(seed: number, count: number): Round[] {
  const random = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(random, 0, limit - 1);
  let left: number[] = [];
  return Array.from({ length: count }, () => {
    if (left.length === 0) left = disturbances.map((_, index) => index);
    const [index = 0] = left.splice(below(left.length), 1);
    const disturbance = disturbances[index];
    const possible = scenes.filter((scene) => disturbance?.suits?.(scene) ?? true);
    const scene = possible[below(possible.length)];
    if (!scene || !disturbance) throw new RangeError(`there is no disturbance ${index}`);
    return {
      scene,
      disturbance,
      moment: earliest + (1 - earliest) * uniformFloat64(random),
      downAtOnce: below(4) === 0,
    };
  });
}

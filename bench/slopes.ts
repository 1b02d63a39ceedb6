/** What so many of something took. */
export interface Point {
  readonly count: number;
  readonly seconds: number;
  readonly memoryMiB: number;
  readonly diskMiB: number;
}

/**
 * What one more costs, from each point to the next. Where growth is linear these are the same for all steps; where they
 * rise, it is worse.
 */
export function slopes(points: readonly Point[]): Omit<Point, "count">[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] as Point;
    const each = (what: keyof Point) => (point[what] - before[what]) / (point.count - before.count);
    return { seconds: each("seconds"), memoryMiB: each("memoryMiB"), diskMiB: each("diskMiB") };
  });
}

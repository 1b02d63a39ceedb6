/**
 * Waits until all have ended, whatever came of them, and then throws the first failure: what is still at work when an error is told
 * would be in the way of the next command.
 */
export async function settled<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}

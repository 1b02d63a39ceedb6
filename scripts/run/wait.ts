import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until there is an answer.
 *
 * @param limitSeconds after this `undefined` is returned
 * @param everySeconds the pause between two questions
 */
export async function waitFor<T>(
  ask: () => Promise<T | undefined>,
  limitSeconds: number,
  everySeconds: number,
): Promise<T | undefined> {
  const end = Date.now() + limitSeconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await sleep(everySeconds * 1000);
  }
}

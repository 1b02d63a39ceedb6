import type { Guest } from "../guests/guests";
import { waitFor } from "../run/wait";

/** Seconds that a server has to listen where it is declared to; a web server takes one or two. */
const limitSeconds = 60;

/** Whether a guest listens on all these ports, TCP or UDP: ss(8). */
export async function listensOn({ agent }: Guest, ports: readonly number[]): Promise<boolean> {
  const { stdout } = await agent.attempt(["ss", "-Hlntu"]);
  return ports.every((port) => new RegExp(`:${port}\\s`).test(stdout));
}

/** Waits until it does. @returns false when it does not in time */
export async function waitUntilListens(guest: Guest, ports: readonly number[]): Promise<boolean> {
  return (await waitFor(async () => ((await listensOn(guest, ports)) ? true : undefined), limitSeconds, 0.3)) ?? false;
}

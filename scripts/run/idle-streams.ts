import type { Readable, Writable } from "node:stream";

/**
 * Says whether this process waits for pipes of a child: with pipes that nothing is expected of it could never end. Node.js has that
 * for all pipes of children, and says so of sockets alone (net.Socket).
 */
export function keepWaiting(waits: boolean, pipes: readonly (Readable | Writable)[]): void {
  for (const pipe of pipes) {
    const handle = pipe as unknown as { ref(): void; unref(): void };
    if (waits) handle.ref();
    else handle.unref();
  }
}

import { type EndingSignal, endingSignalNames, exitCodeOf } from "./signals";

/** Work that ends in order when this process is asked to end. */
export interface Interruptible {
  /** Aborted by the first request; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** Lets signals end this process at once again. */
  done(): void;
}

/**
 * Makes the first request to end this process an abort, so that what has begun can be undone; a second one ends it at once.
 *
 * @param words for the person who did it; after a closed terminal nobody reads them
 */
export function interruptible(words: string): Interruptible {
  const controller = new AbortController();
  const request = (name: EndingSignal) => () => {
    if (controller.signal.aborted) process.exit(exitCodeOf(name));
    controller.abort(name);
    if (name !== "SIGHUP") process.stderr.write(`\nlab: ${words}\n`);
  };
  const handlers = endingSignalNames.map((name) => [name, request(name)] as const);
  for (const [name, handler] of handlers) process.on(name, handler);
  return {
    signal: controller.signal,
    done() {
      for (const [name, handler] of handlers) process.off(name, handler);
    },
  };
}

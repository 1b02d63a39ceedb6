/** Signals that end a process when a person wants it, with their numbers: signal(7). */
const signals = { SIGINT: 2, SIGTERM: 15 } as const;

/** As a shell shows it: 128 and the signal's number. */
let interruptedBy: number | undefined;

/** The exit code of a command that was interrupted; `undefined` where it was not. */
export function interruptedExitCode(): number | undefined {
  return interruptedBy === undefined ? undefined : 128 + interruptedBy;
}

/**
 * Ends this process with words when it is interrupted, unless what it is doing ends in an order of its own: a second signal
 * ends it in any case.
 *
 * @param words for the person who did it
 */
export function tellInterruption(words: string): void {
  for (const [signal, number] of Object.entries(signals)) {
    process.on(signal, () => {
      const again = interruptedBy !== undefined;
      interruptedBy = number;
      if (process.listenerCount(signal) > 1 && !again) return;
      end(words, number);
    });
  }
}

/**
 * Ends this process with words of its own when it is interrupted.
 *
 * @param words for the person who did it
 * @param before what to do before the end
 * @returns what takes this back
 */
export function onInterruption(words: string, before: () => void): () => void {
  const handlers = Object.entries(signals).map(([signal, number]) => {
    const handler = () => {
      before();
      end(words, number);
    };
    return { signal, handler };
  });
  for (const { signal, handler } of handlers) process.once(signal, handler);
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

const showCursor = "\u001b[?25h";

function end(words: string, signal: number): never {
  process.stderr.write(`${process.stderr.isTTY ? showCursor : ""}\nlab: ${words}\n`);
  process.exit(128 + signal);
}

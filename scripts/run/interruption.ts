import { type EndingSignal, endingSignalNames, exitCodeOf } from "./signals";

/** Those of a person who can still read what is said. */
const readable: readonly EndingSignal[] = ["SIGINT", "SIGTERM"];

let interruptedBy: EndingSignal | undefined;

/** The exit code of a command that was interrupted; `undefined` where it was not. */
export function interruptedExitCode(): number | undefined {
  return interruptedBy && exitCodeOf(interruptedBy);
}

/**
 * Ends this process with words when it is interrupted, unless what it is doing ends in an order of its own: a second signal
 * ends it in any case.
 *
 * @param words for the person who did it
 */
export function tellInterruption(words: string): void {
  noticeClosedTerminal();
  for (const signal of endingSignalNames) {
    process.on(signal, () => {
      const again = interruptedBy !== undefined;
      interruptedBy = signal;
      if (process.listenerCount(signal) > 1 && !again) return;
      end(words, signal);
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
  const handlers = readable.map((signal) => {
    const handler = () => {
      before();
      end(words, signal);
    };
    return { signal, handler };
  });
  for (const { signal, handler } of handlers) process.once(signal, handler);
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** What is written to a terminal that is gone fails: that is no error, but what SIGHUP tells, which goes to its first process alone. */
function noticeClosedTerminal(): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EIO" && interruptedBy !== "SIGHUP") process.kill(process.pid, "SIGHUP");
      // As without this listener: nobody else takes care of it.
      else if (error.code !== "EIO" && output.listenerCount("error") === 1) throw error;
    });
  }
}

/**
 * Ends this process by the signal itself where its terminal was closed: at an exit Node.js sets the terminal back as it was, and aborts
 * where that is gone.
 */
export function endBySignal(): void {
  if (interruptedBy !== "SIGHUP") return;
  process.removeAllListeners("SIGHUP");
  process.kill(process.pid, "SIGHUP");
  process.kill(process.pid, "SIGKILL"); // under nohup(1) the other one is ignored
}

const showCursor = "\u001b[?25h";

function end(words: string, signal: EndingSignal): never {
  process.stderr.write(`${process.stderr.isTTY ? showCursor : ""}\nlab: ${words}\n`);
  endBySignal();
  process.exit(exitCodeOf(signal));
}

/** What is to be done when the benchmark ends, however it ends; the last comes first. */
const undos = new Set<() => void | Promise<void>>();
let ending: Promise<void> | undefined;

/** Thrown by what was going on when the benchmark was told to end. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Whether everything is being taken back. */
export function isEnding(): boolean {
  return ending !== undefined;
}

/**
 * Notes how to take something back that is about to be made.
 *
 * @returns takes it back now, and forgets it
 */
export function onEnd(undo: () => void | Promise<void>): () => Promise<void> {
  undos.add(undo);
  return async () => {
    if (undos.delete(undo)) await undo();
  };
}

/** Takes everything back that was made. What fails is told, and the rest goes on. */
export function undoAll(): Promise<void> {
  ending ??= takeBack();
  return ending;
}

async function takeBack(): Promise<void> {
  for (const undo of [...undos].reverse()) {
    undos.delete(undo);
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`bench: cleaning up: ${(error as Error).message}\n`);
    }
  }
}

/** What is to be done when the benchmark ends, however it ends; the last comes first. */
const undos = new Set<() => void | Promise<void>>();

/**
 * Notes how to take something back that is about to be made.
 *
 * @returns takes it back now, and forgets it
 */
export function onEnd(undo: () => void | Promise<void>): () => Promise<void> {
  undos.add(undo);
  return async () => {
    undos.delete(undo);
    await undo();
  };
}

/** Takes everything back that was made. What fails is told, and the rest goes on. */
export async function undoAll(): Promise<void> {
  for (const undo of [...undos].reverse()) {
    undos.delete(undo);
    await Promise.resolve()
      .then(undo)
      .catch((error: Error) => process.stderr.write(`bench: cleaning up: ${error.message}\n`));
  }
}

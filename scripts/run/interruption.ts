/**
 * Ends this process with words when it is interrupted; a second signal ends it at once.
 *
 * @param words for the person who did it
 * @param hungUp what to do when the terminal was closed: nobody reads the words then
 * @returns what takes this back
 */
export function onInterruption(words: string, hungUp: () => Promise<void>): () => void {
  const tell = (signal: number) => () => {
    process.stderr.write(`\nlab: ${words}\n`);
    process.exit(128 + signal);
  };
  const handlers = {
    SIGINT: tell(2),
    SIGTERM: tell(15),
    SIGHUP: () => void hungUp().finally(() => process.exit(128 + 1)),
  };
  for (const [signal, handler] of Object.entries(handlers)) process.once(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}

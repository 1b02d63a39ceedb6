/** What asks a process to end: Ctrl+C, kill(1), a terminal that was closed. Their numbers: signal(7). */
export const endingSignals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;
export type EndingSignal = keyof typeof endingSignals;
export const endingSignalNames = Object.keys(endingSignals) as EndingSignal[];

/** The exit code of a process that a signal has ended, as a shell shows it. */
export function exitCodeOf(signal: EndingSignal): number {
  return 128 + endingSignals[signal];
}

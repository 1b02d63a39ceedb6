/**
 * Ends this process when nobody reads its results any more: whoever does may have read enough, as in `./lab watch --json | head
 * -n 1`. For commands of which nothing is left to be undone when they print.
 */
export function endWithReader(): void {
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));
}

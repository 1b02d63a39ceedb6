import type { Seen } from "../experiment";

/** A command for the client: it asks so often, and counts the answers by page. */
export function askTimes(times: number): string {
  return `for i in $(seq ${times}); do curl -s -m 10 {VIP}:{PORT}; done | sort | uniq -c`;
}

/** How often each line was printed: what uniq(1) -c says. */
export function tally({ lines }: Seen): Readonly<Record<string, number>> {
  return Object.fromEntries(
    lines.map((line) => /^ *(\d+) (.*)$/.exec(line) ?? []).map(([, count, text]) => [text, Number(count)]),
  );
}

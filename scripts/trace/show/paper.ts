import { cyan, dim, red, yellow } from "../../output/colours";
import type { Tap } from "../tap";

/** Characters from one lifeline to the next. */
export const pitch = 12;

/** What a ladder is drawn on: lifelines from top to bottom, with words beside them, or below where there is no room. */
export class Paper {
  constructor(
    private readonly taps: readonly Tap[],
    private readonly beside: boolean,
  ) {}

  /** The lifelines alone, and words. */
  line(words = ""): string[] {
    const cells = this.taps.map(() => "│".padEnd(pitch)).join("");
    return words && !this.beside ? [`      ${words}`] : [`${dim(`  ${cells}`)}${words}`];
  }

  /** The lifelines, one of which ends here. */
  end(tap: string, words: string): string[] {
    const cells = this.taps.map(({ name }) => (name === tap ? red("╳".padEnd(pitch)) : dim("│".padEnd(pitch))));
    return this.with(`  ${cells.join("")}`, words);
  }

  /** An arrow from one lifeline to another, or out of the first to nobody. */
  arrow(from: string, to: string | undefined, line: "─" | "═", words: string): string[] {
    const cells = [...this.taps.map(() => "│".padEnd(pitch)).join("")];
    const start = this.column(from);
    const end = to === undefined ? start + pitch / 2 : this.column(to);
    for (let column = Math.min(start, end) + 1; column < Math.max(start, end); column += 1) cells[column] = line;
    if (start === end) cells[start] = "●";
    else if (end > start) cells[end - 1] = "▶";
    else cells[end + 1] = "◀";
    if (to === undefined) cells[end] = "╳";
    const paint = line === "═" ? yellow : cyan;
    return this.with(paint(`  ${cells.join("")}`), words);
  }

  private with(drawn: string, words: string): string[] {
    return this.beside ? [`${drawn}${words}`] : [drawn, `      ${words}`];
  }

  private column(tap: string): number {
    return this.taps.findIndex(({ name }) => name === tap) * pitch;
  }
}

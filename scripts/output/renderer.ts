import type { ListrOptions } from "listr2";

/**
 * How progress is shown: moving lines on a terminal, plain lines elsewhere. It goes to standard error, so that standard
 * output holds results alone.
 */
export function renderer(): ListrOptions & Record<string, unknown> {
  return {
    renderer: process.stderr.isTTY ? "default" : "simple",
    rendererOptions: { collapseSubtasks: false, logger: undefined },
  };
}

import { ListrLogger, ListrLogLevels, ProcessOutput } from "listr2";

/** Leaves out failures, which scripts/cli.ts tells once, when all is over, and what was said just before. */
class ProgressLogger extends ListrLogger<string> {
  private last = "";

  override log(...[level, message, ...rest]: Parameters<ListrLogger<string>["log"]>): void {
    const line = `${level} ${message}`;
    if (level !== ListrLogLevels.FAILED && line !== this.last) super.log(level, message, ...rest);
    this.last = line;
  }
}

/** Whether a person looks on: lines can move. A terminal of no size, as some pipelines give one, shows nothing to anybody. */
export function onTerminal(): boolean {
  return [process.stdout, process.stderr].every(({ isTTY, columns }) => isTTY && columns > 0);
}

/**
 * How progress is shown: moving lines on a terminal, a plain line for each change elsewhere. It goes to standard error,
 * so that standard output holds results alone.
 */
export function renderer() {
  const processOutput = new ProcessOutput(process.stderr, process.stderr);
  const logger = new ProgressLogger({ useIcons: false, processOutput });
  return {
    renderer: "default",
    rendererOptions: { collapseSubtasks: false, showErrorMessage: false, logger },
    fallbackRenderer: "verbose",
    fallbackRendererOptions: { logger, logTitleChange: true },
    // What ends this process is told by scripts/run/interruption.ts.
    registerSignalListeners: false,
    fallbackRendererCondition: () => !onTerminal(),
  } as const;
}

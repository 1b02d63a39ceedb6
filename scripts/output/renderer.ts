import { ListrLogger, ProcessOutput } from "listr2";

/**
 * How progress is shown: moving lines on a terminal, a plain line for each change elsewhere. It goes to standard error,
 * so that standard output holds results alone.
 */
export function renderer() {
  const processOutput = new ProcessOutput(process.stderr, process.stderr);
  const logger = new ListrLogger<string>({ useIcons: false, processOutput });
  return {
    renderer: "default",
    rendererOptions: { collapseSubtasks: false, logger },
    fallbackRenderer: "verbose",
    fallbackRendererOptions: { logger, logTitleChange: true },
    fallbackRendererCondition: () => !(process.stdout.isTTY && process.stderr.isTTY),
  } as const;
}

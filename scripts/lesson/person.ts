import { createInterface, type Interface } from "node:readline/promises";

/** Someone who answers. */
export interface Person {
  /** @returns the answer, without blanks around it */
  readonly ask: (question: string) => Promise<string>;
  /** Ends the conversation. */
  readonly leave: () => void;
}

/** The person at this terminal. Ctrl+C and Ctrl+D interrupt this process, as they do where nobody is asked. */
export function personAtTerminal(): Person {
  let terminal: Interface | undefined;
  const open = () => {
    const opened = createInterface({ input: process.stdin, output: process.stdout });
    opened.on("SIGINT", () => opened.close());
    opened.on("close", () => {
      if (terminal) process.emit("SIGINT");
    });
    return opened;
  };
  return {
    ask: async (question) => {
      terminal ??= open();
      return (await terminal.question(question)).trim();
    },
    leave: () => {
      const left = terminal;
      terminal = undefined;
      left?.close();
    },
  };
}

import { createInterface } from "node:readline/promises";

/** Someone who answers. */
export interface Person {
  /** @returns the answer, without blanks around it */
  readonly ask: (question: string) => Promise<string>;
  /** Ends the conversation. */
  readonly leave: () => void;
}

/** The person at this terminal. Ctrl+C and Ctrl+D interrupt this process, as they do where nobody is asked. */
export function personAtTerminal(): Person {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  let left = false;
  terminal.on("SIGINT", () => terminal.close());
  terminal.on("close", () => {
    if (!left) process.emit("SIGINT");
  });
  return {
    ask: async (question) => (await terminal.question(question)).trim(),
    leave: () => {
      left = true;
      terminal.close();
    },
  };
}

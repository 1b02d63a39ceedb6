import { Listr } from "listr2";
import { renderer } from "./renderer";

/** Shows one long step: a moving line on a terminal, plain lines elsewhere. */
export async function withProgress<T>(title: string, work: (onLine: (line: string) => void) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const step = new Listr<unknown, "default", "verbose">(
    [
      {
        title,
        task: async (_, task) => {
          result = await work((line) => {
            task.title = `${title}: ${line}`;
          });
          task.title = `${title}: done`;
        },
      },
    ],
    renderer(),
  );
  await step.run();
  return result as T;
}

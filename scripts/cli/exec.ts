import { UsageError } from "../run/errors";
import { exec } from "../verbs/exec";

/** `./lab exec`: the command's output and exit code become this process's own. */
export default async function (
  node: string,
  command: string[],
  { timeout, lab }: { timeout: string; lab?: string },
): Promise<void> {
  const seconds = Number(timeout);
  if (!(seconds > 0)) throw new UsageError(`--timeout ${timeout} is not a number of seconds above 0, such as 60`);
  const { exitCode, stdout, stderr } = await exec(node, command, { timeoutSeconds: seconds, lab });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}

import { $ } from "zx/core";
import { failure } from "../run/run";

/** Nothing of the caller's environment but the way to the network may decide what is built. */
const environment: Readonly<Record<string, string>> = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C.UTF-8",
};

/**
 * Runs a long command and hands over each line that it prints, on either stream, as soon as it is there.
 *
 * @param doing what is being done, in words for a person
 * @throws LabError with the command's last lines if it fails
 */
export async function follow(
  doing: string,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<void> {
  const proxies = Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name));
  const child = $({
    quiet: true,
    nothrow: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment, ...Object.fromEntries(proxies), ...env },
  })`${command} 2>&1`;
  for await (const line of child) onLine(line);
  const { exitCode, stdout } = await child;
  if (exitCode !== 0) throw failure(doing, command, { exitCode: exitCode ?? 128, stdout, stderr: "" });
}

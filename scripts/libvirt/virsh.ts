import { LabError } from "../run/errors";
import { attempt, failure, type Outcome, type RunOptions } from "../run/run";

/** Runs virsh on a host; see virsh(1). @throws LabError when it fails */
export async function virsh(
  uri: string,
  doing: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const outcome = await tryVirsh(uri, args, options);
  if (outcome.exitCode === 0) return outcome.stdout;
  const end = endWords(outcome.stderr);
  throw end ? new LabError(`${doing}: ${end}`) : failure(doing, ["virsh", ...args], outcome);
}

/** Like {@link virsh}, for commands that may fail. */
export function tryVirsh(uri: string, args: readonly string[], options?: RunOptions): Promise<Outcome> {
  return attempt(["virsh", "--quiet", "--connect", uri, ...args], options);
}

/** What virsh says where a machine is off, or stands still, or its QEMU has just ended. */
const ended = /domain is not running|unexpectedly closed the monitor$|End of file from (agent socket|qemu monitor)/m;

/** What virsh says where there is no libvirt to ask, or it went away meanwhile: its host has, perhaps. */
const gone = /Disconnected from|Failed to reconnect|Failed to connect socket to .*(refused|No such file)/;

/**
 * What has become of a machine or its libvirt, and the way out, of what virsh said.
 *
 * @default - it says something else
 */
export function endWords(stderr: string): string | undefined {
  if (gone.test(stderr)) return "libvirt does not answer any more; ./lab up brings the lab back";
  return ended.test(stderr) ? "the machine is off, or stands still; ./lab up brings it back" : undefined;
}

/** What virsh says an id is, of `net-uuid` say. @default - there is no such thing */
export async function idOf(uri: string, question: readonly string[]): Promise<string | undefined> {
  const { stdout, exitCode } = await tryVirsh(uri, question);
  return exitCode === 0 ? stdout.trim() : undefined;
}

/** States of all domains of a host by name, in virsh's words ("running", "shut off", …). */
export async function domainStates(uri: string): Promise<Map<string, string>> {
  const list = await virsh(uri, "listing the machines", ["list", "--all"]);
  return parseDomainList(list);
}

/** Reads `virsh list --all`: lines of id, name and state. */
export function parseDomainList(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\s*(?:\d+|-)\s+(\S+)\s+(\S.*?)\s*$/gm)];
  return new Map(rows.map(([, name = "", state = ""]) => [name, state]));
}

/** MiB of memory that each running domain of a host may use, by name; none where the host does not answer. */
export async function memoryOfRunning(uri: string): Promise<Map<string, number>> {
  const { stdout } = await tryVirsh(uri, ["domstats", "--balloon", "--list-running"]);
  return parseBalloons(stdout);
}

/** Reads `virsh domstats --balloon`: paragraphs of a domain's name and its figures, in KiB. */
export function parseBalloons(text: string): Map<string, number> {
  const found = text.matchAll(/^Domain: '(.*)'\n(?:\s+.*\n)*?\s+balloon\.maximum=(\d+)$/gm);
  return new Map([...found].map(([, name = "", kibibytes]) => [name, Math.ceil(Number(kibibytes) / 1024)]));
}

/** Names of the volumes in what `virsh vol-list` prints: lines of name and path. */
export function parseVolumeList(text: string): string[] {
  return [...text.matchAll(/^\s*(\S+)\s+\//gm)].map(([, name = ""]) => name);
}

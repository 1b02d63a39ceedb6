import { closeSync, openSync } from "node:fs";
import { virsh } from "../libvirt/virsh";
import { LabError } from "../run/errors";
import { waitFor } from "../run/wait";

/** Seconds in which QEMU writes a machine's memory; it takes a tenth of one. */
const limitSeconds = 120;

/**
 * A command of QEMU's monitor protocol: https://qemu-project.gitlab.io/qemu/interop/qemu-qmp-ref.html
 *
 * @param descriptor an open file to hand over with it
 * @throws LabError when QEMU refuses it
 */
export async function monitor<T>(uri: string, domain: string, command: object, descriptor?: number): Promise<T> {
  const handOver = descriptor === undefined ? [] : ["--pass-fds", "3"];
  const args = ["qemu-monitor-command", domain, ...handOver, JSON.stringify(command)];
  const answer = JSON.parse(await virsh(uri, `${domain}: QEMU's monitor`, args, { descriptor }));
  if (answer.error) throw new LabError(`${domain}: QEMU said: ${answer.error.desc}`);
  return answer.return as T;
}

/**
 * Writes a machine's memory and devices into a file, as the stream that QEMU reads with `-incoming`. The machine stands still
 * from then on, and nothing that it wrote to its disk is still on the way: `cont` goes on. It stands still before the first page
 * is written too: under software emulation QEMU missed pages that a busy host's guest wrote meanwhile, and what was resumed
 * from them had a broken kernel.
 */
export async function writeMemory(uri: string, domain: string, file: string): Promise<void> {
  const descriptor = openSync(file, "w", 0o600);
  try {
    await monitor(uri, domain, { execute: "getfd", arguments: { fdname: "memory" } }, descriptor);
  } finally {
    closeSync(descriptor);
  }
  await monitor(uri, domain, { execute: "stop" });
  await monitor(uri, domain, { execute: "migrate-set-parameters", arguments: { "max-bandwidth": 2 ** 40 } });
  await monitor(uri, domain, { execute: "migrate", arguments: { uri: "fd:memory" } });
  const end = await waitFor(
    async () => {
      const { status } = await monitor<{ status: string }>(uri, domain, { execute: "query-migrate" });
      return ["completed", "failed"].includes(status) ? status : undefined;
    },
    limitSeconds,
    0.05,
  );
  if (end !== "completed") throw new LabError(`${domain}: QEMU could not write its memory (${end ?? "not in time"})`);
}

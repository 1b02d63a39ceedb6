import { existsSync } from "node:fs";
import path from "node:path";
import type { KvmVerdict } from "../../../scripts/host/kvm";
import { type Result, type } from "../command-line";

/** Devices of the host that this user may not open. Root may open all of them, so there is nothing to see as root. */
const describeAsUser = process.getuid?.() === 0 ? describe.skip : describe;

describeAsUser("a device that may not be opened", () => {
  const root = path.resolve(__dirname, "../../..");

  test("/dev/net/tun: ./lab up says so with the command that opens it, before anything is made", () => {
    const { exitCode, stderr } = without("/dev/net/tun", "env", "CI=", "./lab", "up"); // without asking for root

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\/dev\/net\/tun \(the machines' network cards\): you may not open it.*sudo chmod 0666/);
    for (const made of [".lab/host", ".lab/state"]) expect(existsSync(path.join(root, made))).toBe(false);
  });

  const withKvm = existsSync("/dev/kvm") ? test : test.skip;
  withKvm("/dev/kvm: it is not tried, and the reason is told with the group that may", () => {
    const probe = 'require("./scripts/host/kvm.ts").probeKvm().then((found) => console.log(JSON.stringify(found)))';
    const { stdout } = without("/dev/kvm", "node", "--import", "tsx", "--eval", probe);

    expect(JSON.parse(stdout) as KvmVerdict).toEqual({
      usable: false,
      because: "/dev/kvm may not be opened by this user (often the group `kvm` may)",
    });
  });

  /** Runs a command where a file that only root may read lies over a device. It is run as this user all the same. */
  function without(device: string, ...command: string[]): Result {
    const asUser = `exec unshare --map-user="$2" --map-group="$3" -- sh -c 'shift 3; exec "$@"' sh "$@"`;
    const script = `mount --bind /etc/shadow "$1" && ${asUser}`;
    const ids = [process.getuid?.(), process.getgid?.()].map(String);
    return type("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", device, ...ids, ...command);
  }
});

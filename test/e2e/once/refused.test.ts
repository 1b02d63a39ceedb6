import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { KvmVerdict } from "../../../scripts/host/kvm";
import { type Result, type } from "../command-line";

/** What the host lacks is told before anything is made. */
describe("refused", () => {
  const root = path.resolve(__dirname, "../../..");
  const mainFile = path.join(root, "main.ts");
  const made = () => [".lab/host", ".lab/state"].filter((name) => existsSync(path.join(root, name)));

  test("too little memory for the machines: told with both figures, before anything is made", () => {
    const original = readFileSync(mainFile, "utf8");
    writeFileSync(mainFile, original.replace('cip: "192.168.10.6"', 'cip: "192.168.10.6", memoryMiB: 1000000'));
    const { exitCode, stderr } = type("./lab", "up");
    writeFileSync(mainFile, original);

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/the machines may use 1001152 MiB of memory, and \d+ MiB are available; declare fewer or/);
    expect(made()).toEqual([]);
  });

  test("a libvirt that can't be reached, or can't be one: told before anything is made", () => {
    const upOn = (uri: string) => type("env", `LAB_LIBVIRT_URI=${uri}`, "./lab", "up");
    const nowhere = "qemu+unix:///system?socket=/nowhere";

    expect(upOn(nowhere)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${nowhere} can't be reached: Failed to connect socket to '/nowhere'`),
    });
    expect(upOn("xen:///system").stderr).toContain('"xen:///system", which names no libvirt with QEMU; expected');
    expect(made()).toEqual([]);
  });

  // Root may open all devices, so there is nothing to see as root.
  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser("/dev/net/tun: ./lab up says so with the command that opens it, before anything is made", () => {
    // Without CI, so that it does not ask for root.
    const { exitCode, stderr } = without("/dev/net/tun", "env", "CI=", "./lab", "up");

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\/dev\/net\/tun \(the machines' network cards\): you may not open it.*sudo chmod 0666/);
    expect(made()).toEqual([]);
  });

  const withKvm = existsSync("/dev/kvm") ? asUser : test.skip;
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
    const again = `exec unshare --map-user="$2" --map-group="$3" -- sh -c 'shift 3; exec "$@"' sh "$@"`;
    const script = `mount --bind /etc/shadow "$1" && ${again}`;
    const ids = [process.getuid?.(), process.getgid?.()].map(String);
    return type("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", device, ...ids, ...command);
  }
});

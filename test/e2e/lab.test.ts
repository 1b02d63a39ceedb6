import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import type { UpResult } from "../../scripts/up/bring-up";
import type { Verification } from "../../scripts/verify/verify";
import { lab, type, up } from "./command-line";
import {
  type HostState,
  hostState,
  isEmulated,
  labProcesses,
  listeningLabProcesses,
  machineCpuSeconds,
  machinesResumed,
} from "./host-state";
import { expectOwnIdentities } from "./identities";
import { kernelStartCpuSeconds } from "./kernel-start";
import { loggedSince } from "./logged-commands";
import { strangerTests } from "./strangers";

/**
 * The main job on the real thing, in the order in which a person would do it: each test goes on from the one before.
 */
describe(`the lab, for user id ${process.getuid?.()}`, () => {
  const root = path.resolve(__dirname, "../..");
  let before: HostState;
  let first: UpResult;

  beforeAll(() => {
    before = hostState();
  });

  afterAll(() => {
    type("./lab", "down");
  });

  test("./lab up brings a verified lab up", () => {
    first = up();

    expect(first.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(first.answers).toEqual(["10.0.0.17 rs2", "10.0.0.7 rs1", "10.0.0.17 rs2", "10.0.0.7 rs1"]);
  });

  test("the work of bringing it up has not grown", () => {
    const kernelStart = kernelStartCpuSeconds();
    // 5 to 9 kernel starts each, on the slowest of the hosts where this was measured.
    for (const seconds of machineCpuSeconds()) expect(seconds / kernelStart).toBeLessThan(15);
    expect(machineCpuSeconds()).toHaveLength(4);
    expect(machinesResumed()).toBe(isEmulated() ? 4 : 0);
    expect(first.changes.add).toBe(19);
  });

  test("each machine has an identity of its own, and the time of day, when it was resumed from its image", () => {
    expectOwnIdentities(first);
  });

  test("the host's network, firewall and mounts are untouched while the lab is up", () => {
    expect(hostState()).toEqual(before);
  });

  test("no process of the lab listens on a port of the host, so that none can be busy", () => {
    expect(listeningLabProcesses()).toEqual([]);
  });

  strangerTests(root);

  test("./lab exec runs a command on a machine and hands its exit code on", () => {
    expect(lab("exec", "client", "--", "hostname")).toBe("client\n");
    expect(type("./lab", "exec", "lvs", "--", "sh", "-c", "echo no >&2; exit 7")).toEqual({
      exitCode: 7,
      stdout: "",
      stderr: "no\n",
    });
  });

  test("a second ./lab up changes nothing, and the work of seeing that has not grown", () => {
    const began = new Date();
    const second = up();
    const { programs, requests } = loggedSince(began);

    expect(second.changes).toMatchObject({ add: 0, change: 0, remove: 0 });
    // About 25 and 200 when this was written.
    expect(programs).toBeGreaterThan(0);
    expect(programs).toBeLessThan(50);
    // A look at the guests does not have their kernels load a packet filter, which takes longer than all the rest.
    expect(type("./lab", "exec", "rs2", "--", "test", "-e", "/sys/module/nf_tables").exitCode).toBe(1);
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThan(420);
  });

  test("./lab verify fails when the lab is broken, and says what is; ./lab reset returns it", () => {
    lab("exec", "lvs", "--", "sysctl", "-w", "net.ipv4.ip_forward=0");
    const broken = type("./lab", "verify", "--json");
    lab("reset");

    expect(broken.exitCode).toBe(1);
    const failed = (JSON.parse(broken.stdout) as Verification).checks.filter(({ holds }) => !holds);
    expect(failed.map(({ statement }) => statement)).toEqual(
      expect.arrayContaining([
        "the answers alternate between the real servers",
        "VIP→CIP is seen on the director's wire",
        "lvs forwards: net.ipv4.ip_forward",
      ]),
    );
    expect(type("./lab", "verify").exitCode).toBe(0);
  });

  test("./lab down leaves nothing but the image", () => {
    lab("down");

    expect(labProcesses()).toEqual([]);
    expect(hostState()).toEqual(before);
    expect(existsSync(embeddedSocketDir(root))).toBe(false);
    expect(existsSync(path.join(root, ".lab/host"))).toBe(false);
    expect(existsSync(path.join(root, ".lab/state"))).toBe(false);
    expect(readdirSync(path.join(root, ".lab/images")).filter((name) => name.endsWith(".qcow2"))).toHaveLength(1);
  });
});

import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { loadMemoryFiles } from "../../scripts/memory/memory-files";
import { waitFor } from "../../scripts/run/wait";
import { deployedLabs } from "../../scripts/terraform/state";
import type { UpResult } from "../../scripts/up/bring-up";
import type { Verification } from "../../scripts/verify/verify";
import { lab, type, up } from "./command-line";
import { converse } from "./console";
import { bootIds, identitiesOf, machineStates } from "./guest-sight";
import {
  awaitLibvirtd,
  type HostState,
  hostState,
  isEmulated,
  killEmbeddedHost,
  killLibvirtd,
  labProcesses,
  listeningLabProcesses,
  machineCpuSeconds,
  machinesResumed,
} from "./host-state";
import { kernelStartCpuSeconds } from "./kernel-start";
import { loggedSince } from "./logged-commands";
import { snapshotTests } from "./snapshots";
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

  test("./lab exec hands arguments on as they are, whatever is in them", () => {
    const awkward = fc.sample(fc.string({ unit: "grapheme", minLength: 1 }), { numRuns: 50, seed: 1 });
    const texts = ["$(id)", "`id`", "it's", '"', "]]>", "a\nb", ...awkward].map((text) => text.replaceAll("\0", ""));

    expect(lab("exec", "client", "--", "printf", "%s\\0", ...texts)).toBe(texts.map((text) => `${text}\0`).join(""));
  });

  test("./lab exec refuses a machine that is not there and names those that are", () => {
    const refused = type("./lab", "exec", "rs9", "--", "true");

    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("there is no machine rs9 in this lab; it has client, lvs, rs1, rs2");
  });

  test("./lab shell is a console that is logged in, and exit ends it", async () => {
    const { exitCode, shown } = await converse("rs1", "id -un; hostname");

    expect(shown).toMatch(/root\s+rs1/);
    expect(exitCode).toBe(0);
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

  test("npx cdktf diff says no changes, with no variable set", () => {
    const { exitCode, stdout } = type("npx", "cdktf", "diff");

    expect(stdout).toContain("No changes");
    expect(exitCode).toBe(0);
  });

  test("npx cdktf synth synthesises, with no variable set", () => {
    expect(type("npx", "cdktf", "synth")).toMatchObject({ exitCode: 0 });
  });

  test("the director with its rules and a real server come back from a reboot, and everything holds again", async () => {
    const before = bootIds();
    const machines = ["lvs", "rs1"];
    for (const machine of machines) type("./lab", "exec", machine, "--", "systemctl", "reboot");
    const rebooted = async () => {
      if (machineStates().join() !== "ready,ready,ready,ready") return undefined;
      try {
        const now = bootIds();
        return machines.every((machine) => now[machine] !== before[machine]) ? true : undefined;
      } catch {
        return undefined; // it goes down just now
      }
    };
    expect(await waitFor(rebooted, 300, 2)).toBe(true);
    // By themselves: nothing has put anything right yet, and there is nothing to be put right.
    const verification = JSON.parse(lab("verify", "--json")) as Verification;
    const { mended } = up();

    expect(verification.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(mended).toEqual([]);
  });

  test("the lab comes back with its disks after its host was gone, as after a reboot", () => {
    lab("exec", "client", "--", "sh", "-c", "echo mine > /root/note; sync");
    killEmbeddedHost();
    for (const verb of ["status", "reset", "verify"]) {
      expect(type("./lab", verb)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("its host does not answer"),
      });
    }
    rmSync(embeddedSocketDir(root), { recursive: true });

    const back = up();

    expect(back.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(lab("exec", "client", "--", "cat", "/root/note")).toBe("mine\n");
  });

  test("./lab verify fails when the lab is broken, and says what is", () => {
    lab("exec", "lvs", "--", "sysctl", "-w", "net.ipv4.ip_forward=0");
    const broken = type("./lab", "verify", "--json");
    lab("exec", "lvs", "--", "sysctl", "-w", "net.ipv4.ip_forward=1");

    expect(broken.exitCode).toBe(1);
    const failed = (JSON.parse(broken.stdout) as Verification).checks.filter(({ holds }) => !holds);
    expect(failed.map(({ statement }) => statement)).toEqual(
      expect.arrayContaining([
        "the answers alternate between the real servers",
        "VIP→CIP is seen on the director's wire",
        "lvs forwards: net.ipv4.ip_forward",
      ]),
    );
  });

  snapshotTests(() => {
    killLibvirtd();
    awaitLibvirtd();
  });

  test("a return to a snapshot that could not end the machines is none at some later start either", async () => {
    const [deployed] = deployedLabs();
    if (!deployed) throw new Error("the lab is not up");
    const away = { ...deployed, hostUri: "qemu+unix:///system?socket=/nowhere" };

    await expect(loadMemoryFiles(away, deployed.machines, "mine")).rejects.toThrow("listing the machines");
    for (const { domain } of deployed.machines) {
      expect(readdirSync(path.join(root, ".lab/memory/snapshots", domain))).not.toContain("next");
    }
  });

  test("npx cdktf destroy and deploy do the same job", () => {
    expect(type("npx", "cdktf", "destroy", "--auto-approve")).toMatchObject({ exitCode: 0 });
    expect(type("./lab", "status")).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("no lab is up") });
    expect(type("npx", "cdktf", "deploy", "--auto-approve")).toMatchObject({ exitCode: 0 });
    const after = up();

    expect(after.changes).toMatchObject({ add: 0, change: 0, remove: 0 });
    expect(after.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(after.lab).toEqual(first.lab);
  });

  test("each machine has them too when it went on from where it was fresh", () => {
    expectOwnIdentities(first);
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

function expectOwnIdentities({ lab: { machines } }: UpResult): void {
  const identities = identitiesOf();

  expect(identities.map(({ hostName, macs }) => ({ hostName, macs }))).toEqual(
    machines.map(({ name, interfaces }) => ({ hostName: name, macs: interfaces.map(({ mac }) => mac) })),
  );
  expect(new Set(identities.map(({ machineId }) => machineId)).size).toBe(machines.length);
  expect(new Set(identities.map(({ random }) => random)).size).toBe(machines.length);
  for (const { machineId, clockError, hostKeys } of identities) {
    expect(machineId).toMatch(/^[0-9a-f]{32}$/);
    expect(clockError).toBeLessThan(5);
    expect(hostKeys).toEqual([]);
  }
}

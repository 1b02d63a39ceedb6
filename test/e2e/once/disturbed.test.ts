import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { tryVirsh, virsh } from "../../../scripts/libvirt/virsh";
import { waitFor } from "../../../scripts/run/wait";
import { terraformBinary } from "../../../scripts/terraform/binary";
import { deployedLab } from "../../../scripts/terraform/state";
import type { UpResult } from "../../../scripts/up/bring-up";
import { cdktf, lab, type, up } from "../command-line";
import { machineStates } from "../guest-sight";
import { labProcesses } from "../host-state";

const machines = ["client", "lvs", "rs1", "rs2"];

/** What happens to ./lab while it works, and what is left of it. */
describe("disturbed", () => {
  const root = path.resolve(__dirname, "../../..");
  const state = path.join(root, ".lab/state");

  afterAll(() => {
    type("./lab", "down");
  });

  test("of two ./lab at once on one lab one works, and the other says who does", async () => {
    const first = spawn("./lab", ["up"], {
      cwd: root,
      env: { ...process.env, CI: "true" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = once(first, "close");
    // Right after it has taken the lab, and long before its end.
    await said(first.stderr, "[COMPLETED] declaration");
    for (const verb of ["up", "down", "status"]) {
      const second = type("./lab", verb);

      expect(second.exitCode).toBe(1);
      expect(second.stderr).toMatch(
        /\.\/lab up \(process \d+, since \d\d:\d\d:\d\d\) is at work on lvs-nat; wait for its end, or end it/,
      );
    }
    expect(await ended).toEqual([0, null]);
  });

  test("a damaged state is said to be damaged, and the next up puts its last good copy in its place", () => {
    truncateSync(path.join(state, "lvs-nat.tfstate"), 1000);

    expect(type("./lab", "status")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        "the state of the lab lvs-nat is damaged (.lab/state/lvs-nat.tfstate); ./lab up puts",
      ),
    });
    expect(up().changes).toEqual({ add: 0, change: 0, remove: 0 });
    expect(type("./lab", "status").exitCode).toBe(0);
    rmSync(path.join(state, "lvs-nat.tfstate"));
    expect(type("./lab", "status").stderr).toContain("the state of the lab lvs-nat is gone (");
    expect(up().changes).toEqual({ add: 0, change: 0, remove: 0 });
  });

  test("a copy of before a cdktf destroy is no obstacle: what it has and libvirt has not is made anew", async () => {
    const hostUri = deployedLab("lvs-nat")?.hostUri ?? "";
    cdktf("destroy");
    // What a deploy after it has left half-made, under names that the copy knows as others.
    const target = path.join(root, ".lab/host/pools/lvs-nat");
    await virsh(hostUri, "half a pool", ["pool-define-as", "lvs-nat", "dir", "--target", target]);
    const network = path.join(root, ".lab/host/half.xml");
    writeFileSync(network, "<network><name>lvs-nat-client-side</name></network>");
    await virsh(hostUri, "half a network", ["net-define", network]);
    truncateSync(path.join(state, "lvs-nat.tfstate"), 50);

    expect(up().checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  describe("without any good state", () => {
    test("it is rebuilt from what libvirt has: the machines stay, with their disks", () => {
      for (const machine of machines) lab("exec", machine, "--", "touch", "/root/kept");
      for (const file of readdirSync(state)) truncateSync(path.join(state, file), 100);
      const { stderr } = type("./lab", "status");
      const rebuilt = type("./lab", "up", "--json");
      const [result] = JSON.parse(rebuilt.stdout) as UpResult[];

      expect(stderr).toContain("and there is no good copy of it; ./lab up rebuilds it from what libvirt has");
      expect(rebuilt.stderr).toContain("what the guests were given is not known any more: all of it is put in");
      // Terraform's own resources are in no libvirt: the settings of four guests.
      expect(result?.changes).toEqual({ add: 4, change: 0, remove: 0 });
      expect(result?.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(keeping()).toEqual(machines);
      expect(up().changes).toEqual({ add: 0, change: 0, remove: 0 });
    });

    test("what a copy of another time lacks, or knows as another, is taken from libvirt", () => {
      const copy = path.join(state, "lvs-nat.tfstate.good");
      const { resources, ...rest } = JSON.parse(readFileSync(copy, "utf8"));
      const older = resources.filter(({ name }: { name: string }) => name !== "rs2");
      older.find(({ type }: { type: string }) => type === "libvirt_network").instances[0].attributes.id = randomUUID();
      writeFileSync(copy, JSON.stringify({ ...rest, resources: older }));
      truncateSync(path.join(state, "lvs-nat.tfstate"), 100);

      expect(up().changes).toEqual({ add: 0, change: 0, remove: 0 });
      expect(keeping()).toEqual(machines);
    });

    test("a copy of before a cdktf destroy is none: what a cdktf deploy has made since stays", () => {
      cdktf("destroy");
      cdktf("deploy");
      lab("exec", "rs1", "--", "touch", "/root/kept");
      truncateSync(path.join(state, "lvs-nat.tfstate"), 50);

      expect(up().changes).toEqual({ add: 4, change: 0, remove: 0 });
      expect(keeping()).toEqual(["rs1"]);
    });

    test("what is half-made, or declared no more, is removed, and made anew where it is declared", async () => {
      const hostUri = deployedLab("lvs-nat")?.hostUri ?? "";
      const rs9 = path.join(root, ".lab/host/rs9.xml");
      const os = '<os><type arch="x86_64">hvm</type></os>';
      writeFileSync(rs9, `<domain type="qemu"><name>lvs-nat-rs9</name><memory unit="MiB">64</memory>${os}</domain>`);
      await virsh(hostUri, "a machine", ["define", rs9]);
      // A destroy that is interrupted leaves a network stopped.
      for (const machine of ["client", "lvs"]) await virsh(hostUri, machine, ["destroy", `lvs-nat-${machine}`]);
      await virsh(hostUri, "a network", ["net-destroy", "lvs-nat-client-side"]);
      for (const disk of ["lvs-nat-rs9.qcow2", "mine.qcow2"]) {
        await virsh(hostUri, "a disk", ["vol-create-as", "lvs-nat", disk, "1M", "--format", "qcow2"]);
      }
      for (const machine of ["rs1", "rs2"]) lab("exec", machine, "--", "touch", "/root/kept");
      for (const verb of ["destroy", "undefine"]) await virsh(hostUri, verb, [verb, "lvs-nat-rs2"]);
      rmSync(state, { recursive: true });
      const { stderr } = type("./lab", "status");
      const result = up();

      expect(stderr).toContain("the state of the lab lvs-nat is gone (.lab/state/lvs-nat.tfstate), and there is no");

      // Settings as above; and of rs2 its disk, its seed and its domain. Client and director are started.
      expect(result.changes).toEqual({ add: 7, change: 2, remove: 0 });
      expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
      expect(keeping()).toEqual(["rs1"]);
      expect((await tryVirsh(hostUri, ["list", "--all", "--name"])).stdout).not.toContain("rs9");
      expect((await tryVirsh(hostUri, ["vol-list", "lvs-nat"])).stdout).toMatch(/^(?!.*rs9).*mine\.qcow2/s);
      await virsh(hostUri, "the other disk", ["vol-delete", "mine.qcow2", "--pool", "lvs-nat"]);
    });
  });

  test("a terraform that is at work on the lab, cdktf's say, is told, and nothing is touched", async () => {
    const other = spawn(terraformBinary(), ["destroy", "-no-color"], {
      cwd: path.join(root, "cdktf.out/stacks/lvs-nat"),
      env: { ...process.env, TF_CLI_CONFIG_FILE: path.join(root, ".lab/provider/terraform.rc") },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const ended = once(other, "close");
    // It has the state's lock while it asks.
    await said(other.stdout, "Enter a value");
    const { exitCode, stderr } = type("./lab", "up");
    other.stdin.end("no\n");
    await ended;

    expect(exitCode).toBe(1);
    expect(stderr).toContain("another terraform, of cdktf say, is at work on this lab; wait for its end, or end it");
    expect(type("./lab", "verify").exitCode).toBe(0);
  });

  test("a host whose record is damaged, or gone with its folder, is ended all the same, and its settings are made anew", () => {
    writeFileSync(path.join(root, ".lab/host/namespaces.json"), '{"pid":1');
    writeFileSync(path.join(root, ".lab/host.json"), '{"requestedUri": null, "uri"');
    expect(type("npx", "cdktf", "synth").exitCode).not.toBe(0);
    const result = up();

    expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(labProcesses().filter((line) => line.startsWith("unshare"))).toHaveLength(1);
    rmSync(path.join(root, ".lab/host"), { recursive: true });
    expect(type("./lab", "down").exitCode).toBe(0);
    expect(labProcesses()).toEqual([]);
    up();
  });

  test("machines that were powered off, or stand still, are said to, and come back right with the next up", async () => {
    await tryVirsh(deployedLab("lvs-nat")?.hostUri ?? "", ["suspend", "lvs-nat-client"]); // as on a full disk
    for (const machine of ["lvs", "rs2"]) {
      expect(type("./lab", "exec", machine, "--", "poweroff")).toMatchObject({ exitCode: 0 });
    }
    const off = async () => (machineStates().join() === "paused,shut off,ready,shut off" ? true : undefined);
    expect(await waitFor(off, 120, 1)).toBe(true);
    const { stdout } = type("./lab", "status");
    const { stderr } = type("./lab", "exec", "client", "--", "hostname");
    const result = up();

    expect(stdout).toContain("not running: client, lvs, rs2; ./lab up brings the lab back");
    expect(stderr).toContain("lvs-nat-client: the machine is off, or stands still; ./lab up brings it back");
    expect(result.mended).toEqual([]);
    expect(machineStates()).toEqual(["ready", "ready", "ready", "ready"]);
    expect(result.checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  test("whatever happens to ./lab while it works is mended by the next up, and down leaves nothing", () => {
    // Always the same rounds of all commands, each disturbance once but the full disk, which has a test of its own.
    const { exitCode, stdout } = type("npm", "run", "--silent", "soak", "--", "--rounds", "9", "--seed", "775");

    // On a fast machine a command may have ended before its moment came.
    expect(stdout).toMatch(/^[6-9] of 9 disturbed$/m);
    expect(stdout).toMatch(/^all as promised$/m);
    expect(exitCode).toBe(0);
  });

  test("no answer is lost and no download breaks under load, while weights change and real servers drain", () => {
    const { exitCode, stdout } = type("npm", "run", "--silent", "soak", "--", "--load", "--seconds", "30");

    expect(stdout).toMatch(/[1-9]\d* answers right, [1-9]\d* downloads whole, 0 wrong\nall as promised\n/);
    expect(exitCode).toBe(0);
  });
});

/** Those of them that have still the disk on which a file was made. */
function keeping(): string[] {
  return machines.filter((machine) => type("./lab", "exec", machine, "--", "test", "-e", "/root/kept").exitCode === 0);
}

/** Waits until a program has written some words. @throws when it ends without them */
function said(output: Readable, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    output.on("data", (more) => {
      text += more;
      if (text.includes(words)) resolve();
    });
    output.on("close", () => reject(new Error(`it ended without saying "${words}":\n${text}`)));
  });
}

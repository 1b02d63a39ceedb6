import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { embeddedSocketDir } from "../../../constructs/libvirt/embedded-socket";
import { loadMemoryFiles } from "../../../scripts/memory/memory-files";
import { waitFor } from "../../../scripts/run/wait";
import { deployedLabs } from "../../../scripts/terraform/state";
import type { UpResult } from "../../../scripts/up/bring-up";
import type { Verification } from "../../../scripts/verify/verify";
import { captiveGuestTests } from "../captive-guests";
import { cdktf, lab, type, up } from "../command-line";
import { converse } from "../console";
import { bootIds, machineStates } from "../guest-sight";
import { awaitLibvirtd, killEmbeddedHost, killLibvirtd } from "../host-state";
import { expectOwnIdentities } from "../identities";
import { snapshotTests } from "../snapshots";

/** What people do with a lab that is up, and what happens to it, in the order in which it may come. */
describe("a running lab", () => {
  const root = path.resolve(__dirname, "../../..");
  let first: UpResult;

  beforeAll(() => {
    first = up();
  });

  afterAll(() => {
    type("./lab", "down");
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

  captiveGuestTests(root);

  test("npx cdktf diff says no changes, with no variable set", () => {
    const { exitCode, stdout } = type("npx", "cdktf", "diff");

    expect(stdout).toContain("No changes");
    expect(exitCode).toBe(0);
  });

  test("npx cdktf synth synthesises, with no variable set", () => {
    expect(type("npx", "cdktf", "synth")).toMatchObject({ exitCode: 0 });
  });

  test("the director with its rules and a real server come back from a reboot, another from a kernel panic, and everything holds again", async () => {
    const before = bootIds();
    const machines = ["lvs", "rs1", "rs2"];
    for (const machine of ["lvs", "rs1"]) type("./lab", "exec", machine, "--", "systemctl", "reboot");
    const panic = "(sleep 1; echo c > /proc/sysrq-trigger) > /dev/null 2>&1 &";
    type("./lab", "exec", "rs2", "--", "sh", "-c", panic);
    const rebooted = async () => {
      if (machineStates().join() !== "ready,ready,ready,ready") return undefined;
      try {
        const now = bootIds();
        return machines.every((machine) => now[machine] !== before[machine]) ? true : undefined;
      } catch {
        return undefined; // it goes down just now
      }
    };
    expect(await waitFor(rebooted, 1200, 2)).toBe(true);
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

  snapshotTests(() => {
    killLibvirtd();
    awaitLibvirtd();
  });

  test("a return to a snapshot that could not end the machines is none at some later start either", async () => {
    const [deployed] = deployedLabs();
    if (!deployed) throw new Error("the lab is not up");
    const away = { ...deployed, hostUri: "qemu+unix:///system?socket=/nowhere" };

    await expect(loadMemoryFiles(away, "mine")).rejects.toThrow("listing the machines");
    for (const { domain } of deployed.machines) {
      expect(readdirSync(path.join(root, ".lab/memory/snapshots", domain))).not.toContain("next");
    }
  });

  test("npx cdktf destroy and deploy do the same job", () => {
    cdktf("destroy");
    expect(type("./lab", "status")).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("no lab is up") });
    cdktf("deploy");
    const after = up();

    expect(after.changes).toMatchObject({ add: 0, change: 0, remove: 0 });
    expect(after.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(after.lab).toEqual(first.lab);
  });

  test("each machine has them too when it went on from where it was fresh", () => {
    expectOwnIdentities(first);
  });
});

import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { saveMemoryFiles } from "../../../scripts/memory/memory-files";
import { loadSnapshot } from "../../../scripts/memory/snapshots";
import { deployedLab } from "../../../scripts/terraform/state";
import { cdktf, lab, type } from "../command-line";
import { isEmulated, machinesResumed } from "../host-state";

/** From where the machines of a new lab start. */
describe("saved memory", () => {
  const folder = path.resolve(__dirname, "../../../.lab/memory");

  afterEach(() => {
    type("./lab", "down");
  });

  test("when the image, QEMU or the CPU are others than it was saved with, it is saved anew, and that is said", () => {
    lab("up");
    if (!isEmulated()) return;
    lab("down");
    const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const saved = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { fingerprint: string };
    writeFileSync(path.join(folder, file), JSON.stringify({ ...saved, fingerprint: "of another QEMU" }));
    const { exitCode, stderr } = type("./lab", "up");

    expect(stderr).toContain("saved memory: saved anew, since image, QEMU or CPU are not what they were");
    expect(exitCode).toBe(0);
    expect(machinesResumed()).toBe(4);
    expect(JSON.parse(readFileSync(path.join(folder, file), "utf8"))).toEqual(saved);
  });

  test("when nothing is known of the image's any more, the machines' that were the difference to it go too", () => {
    const [file] = readdirSync(folder).filter((name) => name.endsWith(".json"));
    if (file === undefined) return; // with KVM nothing is saved
    writeFileSync(path.join(folder, file), "{");
    const { exitCode, stderr } = type("./lab", "up");

    expect(stderr).toContain("saved memory: saved now");
    expect(exitCode).toBe(0);
    expect(machinesResumed()).toBe(4);
  });

  test("one that was saved of a lab that was not new, with what people did there, goes with the lab", () => {
    lab("up");
    if (!isEmulated()) return;
    lab("exec", "rs1", "--", "touch", "/root/note");
    rmSync(path.join(folder, "snapshots/lvs-nat-rs2/fresh.key")); // as after an edit of rs2
    lab("up");
    const hasNote = () => type("./lab", "exec", "rs1", "--", "test", "-e", "/root/note").exitCode === 0;
    lab("reset");
    expect(hasNote()).toBe(true);
    cdktf("destroy");
    cdktf("deploy");
    expect(hasNote()).toBe(false);
    lab("up");
    lab("exec", "rs1", "--", "touch", "/root/note");
    lab("down");
    lab("up");

    expect(hasNote()).toBe(false);
    expect(machinesResumed()).toBe(4);
  });

  test("turned off, each machine boots, and none is saved", () => {
    // From the test before there are memories of image and machines.
    const { exitCode, stderr } = type("env", "LAB_SAVED_MEMORY=off", "./lab", "up");

    expect(stderr).toContain("saved memory: off: each machine boots");
    expect(exitCode).toBe(0);
    expect(machinesResumed()).toBe(0);
    expect(type("./lab", "reset").stderr).toContain("unless LAB_SAVED_MEMORY is off");
  });

  test("where it is damaged the machine boots, that is said, and another is saved", () => {
    lab("up");
    if (!isEmulated()) return;
    const damage = (file: string) => truncateSync(path.join(folder, file), 1_000_000);
    // QEMU tells it before libvirt has spoken to it, or after.
    const booted = (name: string) =>
      new RegExp(`${name}.*: .*booted, as it did not go on from its saved memory, which is removed`);
    damage("snapshots/lvs-nat-rs1/fresh.memory");
    lab("exec", "rs2", "--", "touch", "/root/left-behind");
    const reset = type("./lab", "reset");

    expect(reset).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("booted from the disk of fresh, since its memory did not go on: rs1"),
    });
    expect(type("./lab", "exec", "rs2", "--", "test", "-e", "/root/left-behind").exitCode).toBe(1);
    expect(type("./lab", "reset").stderr).toContain("rs1 has no snapshot fresh of what it is declared as now");
    expect(type("./lab", "up")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("snapshot: fresh, client, lvs, rs1, rs2"),
    });
    expect(type("./lab", "reset").exitCode).toBe(0);

    lab("down");
    lab("up"); // a new one, whose snapshot stays
    lab("down");
    damage("snapshots/lvs-nat-rs1/fresh.memory");
    const one = type("./lab", "up");
    expect(one).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(booted("rs1")) });
    expect(machinesResumed()).toBe(3);

    lab("down");
    const [state = ""] = readdirSync(folder).filter((name) => name.endsWith(".state"));
    damage(state);
    for (const name of ["client", "lvs", "rs1", "rs2"])
      rmSync(path.join(folder, `snapshots/lvs-nat-${name}/fresh.key`));
    const all = type("./lab", "up");
    expect(all).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(booted("lvs")) });
    expect(machinesResumed()).toBe(0);
  });

  test("where a machine is silent after it, it boots from the disk of that point", async () => {
    lab("up");
    const deployed = deployedLab("lvs-nat");
    if (!deployed) throw new Error("the lab is not up");
    const silence = "(sleep 1; systemctl stop qemu-guest-agent) > /dev/null 2>&1 &";
    lab("exec", "client", "--", "sh", "-c", `touch /root/kept; sync; ${silence}`);
    await sleep(5000);
    await saveMemoryFiles(deployed, "silent");
    const booted = await loadSnapshot(deployed, "silent", 30);

    expect(booted.map(({ name }) => name)).toEqual(["client"]);
    expect(lab("exec", "client", "--", "ls", "/root/kept")).toBe("/root/kept\n");
    expect(type("./lab", "verify").exitCode).toBe(0);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "../../../scripts/project";
import { lab, type, up } from "../command-line";
import { snapshotTests } from "../snapshots";

/**
 * The lab on a libvirt that is not its own, beside what others have there: the embedded libvirt of another clone stands for a
 * system's. It is there before, and after.
 */
describe("a libvirt that was there already", () => {
  const root = path.resolve(__dirname, "../../..");
  const clone = mkdtempSync(path.join(tmpdir(), "lvs-nat-lab-test-libvirt-"));
  const foreignPool = path.join(clone, "foreign");
  let uri: string;
  /** What others have there, before any `./lab` has seen it. */
  let before: string[];

  beforeAll(() => {
    const entries = readdirSync(root).filter((entry) => ![".git", ".lab", "cdktf.out", "node_modules"].includes(entry));
    succeed("cp", "-a", ...entries.map((entry) => path.join(root, entry)), clone);
    succeed("ln", "-s", path.join(root, "node_modules"), path.join(clone, "node_modules"));
    uri = host("start");
    mkdirSync(foreignPool);
    writeFileSync(path.join(foreignPool, "lvs-nat-rs1.qcow2"), "somebody's");
    define("net-define", "<network><name>lvs-nat-server-side2</name><bridge name='foreign0'/></network>");
    virsh("pool-define-as", "lvs-nat2", "dir", "--target", foreignPool);
    virsh("pool-start", "lvs-nat2");
    define("define", domain("lvs-nat-rs10"));
    before = foreign();
    process.env.LAB_LIBVIRT_URI = uri;
  });

  afterAll(() => {
    type("./lab", "down");
    delete process.env.LAB_LIBVIRT_URI;
    host("stop");
    rmSync(clone, { recursive: true, force: true });
  });

  test("./lab up refuses to touch what has the lab's own names and it did not make", () => {
    define("define", domain("lvs-nat-rs2"));
    define("net-define", "<network><name>lvs-nat-server-side</name><bridge name='foreign1'/></network>");
    virsh("pool-define-as", "lvs-nat", "dir", "--target", path.join(clone, "another"));
    const all = everything();
    const refused = type("./lab", "up");

    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
      "has lvs-nat-rs2, lvs-nat-server-side, lvs-nat already, which this project did not make",
    );
    expect(everything()).toEqual(all);
    virsh("undefine", "lvs-nat-rs2");
    virsh("net-undefine", "lvs-nat-server-side");
    virsh("pool-undefine", "lvs-nat");
    expect(foreign()).toEqual(before);
  });

  test("./lab up brings a verified lab up there, and leaves what others have", () => {
    // As a copy of the image that was broken off is.
    const kernel = readdirSync(project.images).find((name) => name.endsWith(".vmlinuz")) ?? "";
    virsh("vol-upload", kernel, path.join(clone, "main.ts"), "--pool", "lvs-nat-images");
    virsh("vol-delete", `${kernel}.whole`, "--pool", "lvs-nat-images");

    expect(up().checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(foreign()).toEqual(before);
  });

  test("where another libvirt is asked for than the lab is on, nothing is touched", () => {
    const there = everything();
    for (const command of [["up"], ["down"], ["reset"], ["exec", "client", "--", "true"]]) {
      const { exitCode, stderr } = type("env", "LAB_LIBVIRT_URI=qemu:///system", "./lab", ...command);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`${uri} is prepared, with what is up on it, and qemu:///system is asked for`);
    }
    expect(everything()).toEqual(there);
  });

  snapshotTests();

  test("a damaged state without a copy: what is the lab's cannot be told there, so that nothing is removed and nothing forgotten", () => {
    const state = path.join(root, ".lab/state/lvs-nat.tfstate");
    const [kept, copy] = [readFileSync(state), readFileSync(`${state}.good`)];
    for (const file of [state, `${state}.good`]) truncateSync(file, 100);
    const there = everything();
    for (const verb of ["down", "up", "down"]) {
      expect(type("./lab", verb)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("so nothing tells what of"),
      });
    }
    expect(everything()).toEqual(there);
    writeFileSync(state, kept);
    writeFileSync(`${state}.good`, copy);
  });

  test("./lab down leaves what others have, and nothing of the lab", () => {
    lab("down");

    expect(foreign()).toEqual(before);
    expect(everything()).toEqual(["lvs-nat-rs10", "lvs-nat-server-side2", "lvs-nat2"]);
  });

  /** Names of all that libvirt has. */
  function everything(): string[] {
    const lists = [
      ["list", "--all", "--name"],
      ["net-list", "--all", "--name"],
      ["pool-list", "--all", "--name"],
    ];
    const names = lists.flatMap((list) => virsh(...list).split("\n"));
    // The image's pool may be there before the lab.
    return names.map((name) => name.trim()).filter((name) => name !== "" && name !== "lvs-nat-images");
  }

  /** What is not the lab's: as libvirt describes it, its state, and its file. */
  function foreign(): string[] {
    return [
      virsh("dumpxml", "lvs-nat-rs10"),
      virsh("dominfo", "lvs-nat-rs10"),
      virsh("net-dumpxml", "lvs-nat-server-side2"),
      virsh("net-info", "lvs-nat-server-side2"),
      // The space that is left on the disk is everybody's.
      virsh("pool-dumpxml", "lvs-nat2").replace(/<(allocation|available) .*/g, ""),
      virsh("vol-list", "lvs-nat2"),
      readFileSync(path.join(foreignPool, "lvs-nat-rs1.qcow2"), "utf8"),
    ];
  }

  function define(verb: string, xml: string): void {
    const file = path.join(clone, "foreign.xml");
    writeFileSync(file, xml);
    virsh(verb, file);
  }

  function virsh(...args: string[]): string {
    return succeed("virsh", "--quiet", "--connect", uri, ...args);
  }

  function host(verb: "start" | "stop"): string {
    const script = path.join(clone, "test/e2e/once/start-host.ts");
    return succeed("sh", "-c", `cd '${clone}' && exec node --import tsx '${script}' ${verb}`);
  }
});

function domain(name: string): string {
  return `<domain type="qemu"><name>${name}</name><memory unit="MiB">64</memory><os><type>hvm</type></os></domain>`;
}

function succeed(command: string, ...args: string[]): string {
  const { exitCode, stdout, stderr } = type(command, ...args);
  if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${exitCode}: ${stderr}`);
  return stdout;
}

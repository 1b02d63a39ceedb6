import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { firstProcess, inside } from "../../scripts/host/namespaces";
import { type } from "./command-line";

/** The parts of `ip -json -details address` that are read. */
interface HostLink {
  readonly ifname: string;
  readonly addr_info: readonly unknown[];
  readonly linkinfo?: { readonly info_kind: string };
}

/** Nobody gets in from the host, and no way leads out: on a lab that is up; nothing of it is changed. */
export function strangerTests(root: string): void {
  test("other users of this host reach neither sockets nor disks, consoles and state", () => {
    for (const folder of [path.join(root, ".lab"), path.join(root, "cdktf.out"), embeddedSocketDir(root)]) {
      expect({ folder, mode: (statSync(folder).mode & 0o777).toString(8) }).toEqual({ folder, mode: "700" });
    }
  });

  // Only root can be somebody else; nobody(8) has no rights of his own.
  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot("nobody tries, and is refused", () => {
    const asNobody = (...command: string[]) => type("runuser", "-u", "nobody", "--", ...command);
    const socket = path.join(embeddedSocketDir(root), "libvirt-sock");

    const virsh = ["virsh", "--quiet", "--connect", `qemu+unix:///system?socket=${socket}`];

    expect(asNobody("true").exitCode).toBe(0);
    expect(type("env", ...virsh, "list").stdout).toContain("lvs-nat-client");
    expect(asNobody(...virsh, "list").stderr).toContain("Permission denied");
    for (const name of readdirSync(path.join(root, ".lab"))) {
      expect(asNobody("ls", path.join(root, ".lab", name)).stderr).toContain("Permission denied");
    }
    const consoles = ["client", "lvs", "rs1", "rs2"].map((name) =>
      type("env", ...virsh, "ttyconsole", `lvs-nat-${name}`).stdout.trim(),
    );
    for (const terminal of consoles) {
      expect(type("test", "-c", terminal).exitCode).toBe(0);
      for (const how of ["<", ">"]) {
        expect(asNobody("sh", "-c", `: ${how} ${terminal}`).stderr).toContain("Permission denied");
      }
    }
  });

  asRoot("a clone and a socket folder of another user's are refused", () => {
    for (const folder of [path.join(root, ".lab"), embeddedSocketDir(root)]) {
      type("chown", "nobody", folder);
      const refused = type("./lab", "status");
      type("chown", "root", folder);

      expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`${folder} belongs to user id`) });
    }
    expect(type("./lab", "status").exitCode).toBe(0);
  });

  test("the guests' networks have no way out: bridges with nothing but machines on them, no address, no route", () => {
    const look = (...words: string[]) => {
      const { stdout } = type("nsenter", ...inside(firstProcess() ?? 0).slice(1), ...words);
      return JSON.parse(stdout || "[]") as HostLink[];
    };
    const links = look("ip", "-json", "-details", "address");
    const others = links.filter(({ ifname }) => ifname !== "lo");

    expect(others.length).toBeGreaterThan(4);
    expect(others.filter(({ addr_info: addresses }) => addresses.length > 0)).toEqual([]);
    expect([...new Set(others.map(({ linkinfo }) => linkinfo?.info_kind))].sort()).toEqual(["bridge", "tun"]);
    expect(look("ip", "-json", "route")).toEqual([]);
  });

  test("QEMU runs in its sandbox, with the devices that the lab uses and no others", () => {
    const { stdout } = type("ps", "-u", `${process.getuid?.()}`, "-ww", "-o", "pid=,args=");
    const machines = stdout.split("\n").filter((line) => line.includes("-name guest=") && line.includes(root));
    const devices = (line: string) => [...line.matchAll(/-device \{"driver":"([^"]+)"/g)].map(([, driver]) => driver);

    expect(machines).toHaveLength(4);
    for (const machine of machines) {
      expect(machine).toContain("-sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
      expect(machine).toContain("-nodefaults");
      // 2 is a filter of system calls: proc_pid_status(5).
      expect(readFileSync(`/proc/${machine.trim().split(" ", 1)[0]}/status`, "utf8")).toMatch(/^Seccomp:\t2$/m);
      expect([...new Set(devices(machine))].sort()).toEqual([
        "isa-serial", // the console
        "virtio-blk-pci", // disk and seed
        "virtio-net-pci",
        "virtio-rng-pci",
        "virtio-serial-pci", // the guest agent, with the next
        "virtserialport",
      ]);
    }
  });
}

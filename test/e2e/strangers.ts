import { readdirSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { lab, type } from "./command-line";

/** Nobody gets in, and no guest gets out: on a lab that is up; nothing of it is changed. */
export function strangerTests(root: string): void {
  test("other users of this host reach neither sockets nor disks, consoles and state", () => {
    for (const folder of [path.join(root, ".lab"), embeddedSocketDir(root)]) {
      expect({ folder, mode: (statSync(folder).mode & 0o777).toString(8) }).toEqual({ folder, mode: "700" });
    }
  });

  // Only root can be somebody else; nobody(8) has no rights of his own.
  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot("nobody tries, and is refused", () => {
    const asNobody = (...command: string[]) => type("runuser", "-u", "nobody", "--", ...command);
    const socket = path.join(embeddedSocketDir(root), "libvirt-sock");

    expect(asNobody("true").exitCode).toBe(0);
    expect(asNobody("virsh", "--connect", `qemu+unix:///system?socket=${socket}`, "list").stderr).toMatch(
      /Permission denied|No such file/,
    );
    for (const name of readdirSync(path.join(root, ".lab"))) {
      expect(asNobody("ls", path.join(root, ".lab", name)).stderr).toContain("Permission denied");
    }
  });

  test("a guest reaches its own network alone: not the host, not beyond it, not by broadcast or multicast", () => {
    const ping = (...target: string[]) =>
      type("./lab", "exec", "client", "--", "ping", "-c", "2", "-W", "1", ...target).exitCode;
    const hosts = Object.values(networkInterfaces())
      .flatMap((cards) => cards ?? [])
      .filter(({ family }) => family === "IPv4")
      .map(({ address }) => address)
      .filter((address) => !address.startsWith("127."));

    expect(ping("192.168.10.100")).toBe(0);
    for (const address of [...hosts, "192.168.10.1"]) {
      lab("exec", "client", "--", "ip", "route", "replace", address, "dev", "eth0");
      expect({ address, exitCode: ping(address) }).toEqual({ address, exitCode: 1 });
      expect(lab("exec", "client", "--", "ip", "neigh", "show", address)).toMatch(/FAILED|INCOMPLETE/);
      lab("exec", "client", "--", "ip", "route", "del", address, "dev", "eth0");
    }
    expect(ping("-I", "eth0", "224.0.0.1")).toBe(1);
    expect(ping("-b", "192.168.10.255")).toBe(1);
  });

  test("no account of a guest has a password, so that there is none to be read or guessed", () => {
    for (const machine of ["client", "lvs", "rs1", "rs2"]) {
      const withPassword = lab("exec", machine, "--", "awk", "-F:", "$2 !~ /^[!*]/ { print $1 }", "/etc/shadow");
      expect({ machine, withPassword }).toEqual({ machine, withPassword: "" });
    }
  });

  test("QEMU runs in its sandbox, with the devices that the lab uses and no others", () => {
    const { stdout } = type("ps", "-u", `${process.getuid?.()}`, "-ww", "-o", "args=");
    const machines = stdout.split("\n").filter((line) => line.includes("-name guest=") && line.includes(root));
    const devices = (line: string) => [...line.matchAll(/-device \{"driver":"([^"]+)"/g)].map(([, driver]) => driver);

    expect(machines).toHaveLength(4);
    for (const machine of machines) {
      expect(machine).toContain("-sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
      expect(machine).toContain("-nodefaults");
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

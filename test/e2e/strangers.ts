import { readdirSync, readFileSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { embeddedSocketDir } from "../../constructs/libvirt/embedded-socket";
import { logBytes } from "../../scripts/host/libvirt-config";
import { firstProcess, inside } from "../../scripts/host/namespaces";
import { waitFor } from "../../scripts/run/wait";
import { lab, type } from "./command-line";

/** The parts of `ip -json -details address` that are read. */
interface HostLink {
  readonly ifname: string;
  readonly addr_info: readonly unknown[];
  readonly linkinfo?: { readonly info_kind: string };
}

/** Nobody gets in, and no guest gets out: on a lab that is up; nothing of it is changed. */
export function strangerTests(root: string): void {
  const consoleLogs = path.join(root, ".lab/host/console");

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

  test("what a guest prints on its console, however much, takes a bounded part of the host's disk", async () => {
    const lines = `head -c ${logBytes + 100_000} /dev/zero | tr '\\0' x | fold -w 100 > /dev/console; echo the end > /dev/console`;
    lab("exec", "client", "--", "sh", "-c", lines);

    const logOf = () => readFileSync(path.join(consoleLogs, "lvs-nat-client.log"), "utf8");
    await waitFor(async () => (logOf().includes("the end") ? true : undefined), 30, 0.1);
    const logs = readdirSync(consoleLogs).filter((name) => name.startsWith("lvs-nat-client.log"));
    const last = logOf();
    expect(last).toContain("the end");
    expect(last.length).toBeLessThan(logBytes);
    expect(logs).toEqual(["lvs-nat-client.log", "lvs-nat-client.log.0"]);
  });
}

import { parse } from "yaml";
import { guestOf } from "../../../../constructs/cloud-init/guest";
import type { GuestSetup } from "../../../../constructs/cloud-init/guest-setup";
import type { MachineDescription } from "../../../../constructs/lab-description";
import { machine, named, tutorialLab } from "../tutorial-lab";

const lab = tutorialLab();

const seedOf = (of: MachineDescription, setups: readonly GuestSetup[]) => guestOf(lab, of, setups).seed;

test("tells a guest who it is", () => {
  const { metaData, userData } = seedOf(named(lab.machines, "rs1"), []);
  expect(parse(metaData)).toEqual({ "instance-id": "lvs-nat-rs1", "local-hostname": "rs1" });
  expect(parse(userData)).toMatchObject({ hostname: "rs1", manage_etc_hosts: false });
});

test("begins the user data as cloud-init wants it", () => {
  expect(seedOf(named(lab.machines, "rs1"), []).userData).toMatch(/^#cloud-config\n/);
});

test("sets no password and no key", () => {
  const { userData } = seedOf(named(lab.machines, "client"), []);
  expect(userData).not.toMatch(/passw|ssh/);
});

test("writes files and runs commands in order, and stops at the first that fails", () => {
  const setups = [
    { name: "one", files: [{ path: "/etc/one", content: "1\n" }], commands: [["one", "a b"]], reload: [] },
    { name: "two", files: [{ path: "/etc/two", content: "2\n" }], commands: [["two"]], reload: [] },
  ];
  const { write_files, runcmd } = parse(seedOf(named(lab.machines, "client"), setups).userData);
  expect(write_files.slice(2)).toEqual([
    { path: "/etc/one", content: "1\n" },
    { path: "/etc/two", content: "2\n" },
  ]);
  expect(runcmd).toEqual(["set -e", ["one", "a b"], ["two"]]);
});

test("has the machines' names in /etc/hosts, at the addresses that the guest can reach", () => {
  const hosts = (name: string) => {
    const { write_files } = parse(seedOf(named(lab.machines, name), []).userData);
    return write_files
      .find(({ path }: { path: string }) => path === "/etc/hosts")
      .content.split("\n")
      .slice(2);
  };
  expect(hosts("client")).toEqual(["192.168.10.6 client", "192.168.10.100 lvs", "10.0.0.7 rs1", "10.0.0.17 rs2", ""]);
  expect(hosts("rs1")).toEqual(["192.168.10.6 client", "10.0.0.8 lvs", "10.0.0.7 rs1", "10.0.0.17 rs2", ""]);
});

test("gives a real server its address, and the DIP as default route", () => {
  expect(parse(seedOf(named(lab.machines, "rs1"), []).networkConfig)).toEqual({
    version: 2,
    ethernets: {
      eth0: {
        match: { macaddress: "mac of rs1 eth0" },
        "set-name": "eth0",
        addresses: ["10.0.0.7/24"],
        "accept-ra": false,
        "link-local": [],
        routes: [{ to: "0.0.0.0/0", via: "10.0.0.8" }],
      },
    },
  });
});

test("gives the director the DIP on eth0 and the VIP on eth1, and no default route", () => {
  const { ethernets } = parse(seedOf(named(lab.machines, "lvs"), []).networkConfig);
  expect(ethernets.eth0.addresses).toEqual(["10.0.0.8/24"]);
  expect(ethernets.eth1.addresses).toEqual(["192.168.10.100/24"]);
  expect(JSON.stringify(ethernets)).not.toContain("routes");
});

test("sets the default route on the interface that reaches the gateway", () => {
  const monitor = {
    ...machine("monitor", "machine", { "client-side": "192.168.10.9", "server-side": "10.0.0.9" }),
    gateway: "10.0.0.8",
  };
  const { ethernets } = parse(seedOf(monitor, []).networkConfig);
  expect(ethernets.eth0.routes).toBeUndefined();
  expect(ethernets.eth1.routes).toEqual([{ to: "0.0.0.0/0", via: "10.0.0.8" }]);
});

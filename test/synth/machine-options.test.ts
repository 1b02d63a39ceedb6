import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { Client, LabNetwork, Machine, RealServer } from "../../constructs";
import { emptyLab, image, networks, synthesised, tutorial } from "./tutorial";

function userDataOf(stack: ReturnType<typeof synthesised>, name: string) {
  return parse(stack.resource.libvirt_cloudinit_disk[name].user_data);
}

test("files and commands of one's own come behind the lab's", () => {
  const { lab, serverSide, lvs } = tutorial();
  new RealServer(lab, "rs3", {
    ...{ network: serverSide, gateway: lvs.dip, rip: "10.0.0.27", page: "rs3" },
    files: [{ path: "/etc/motd", content: "hello\n" }],
    cloudInit: { runcmd: [["touch", "/run/mine"]], write_files: [{ path: "/etc/two", content: "2" }] },
  });
  const { write_files, runcmd } = userDataOf(synthesised(lab), "rs3");
  expect(write_files.slice(-2)).toEqual([
    { path: "/etc/motd", content: "hello\n" },
    { path: "/etc/two", content: "2" },
  ]);
  expect(runcmd[0]).toBe("set -e");
  expect(runcmd.at(-1)).toEqual(["touch", "/run/mine"]);
});

test("packages go into the guest through the seed, and are installed at its first boot", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "packages-"));
  const file = path.join(folder, "tree.deb");
  writeFileSync(file, Buffer.from([0xff, 0x00, 0x7f]));
  const lab = emptyLab();
  const { clientSide } = networks(lab);
  new Client(lab, "client", { network: clientSide, cip: "192.168.10.6", packageFiles: [file] });
  const userData: string = synthesised(lab).resource.libvirt_cloudinit_disk.client.user_data;
  rmSync(folder, { recursive: true });
  const [, config = "", script = ""] = userData
    .split(/^--==part-of-the-lab==(?:--)?$/m)
    .map((part) => part.split("\n\n")[1]);
  expect(Buffer.from(config, "base64").toString()).toMatch(/^#cloud-config\nhostname: client\n/);
  expect(script.trim().split("\n")).toEqual([
    "#!/bin/sh",
    "set -e",
    "mkdir -p /var/lib/lab/packages",
    "cd /var/lib/lab/packages",
    "base64 --decode > tree.deb << 'end'",
    "/wB/",
    "end",
    "dpkg --install tree.deb",
  ]);
});

test("a machine can have an image of its own, of another family", () => {
  const { lab, serverSide, lvs } = tutorial();
  const rocky = {
    name: "rocky",
    family: "rhel" as const,
    directBoot: false,
    kernelArguments: [],
    source: "/rocky.qcow2",
  };
  new RealServer(lab, "rs3", {
    ...{ network: serverSide, gateway: lvs.dip, rip: "10.0.0.27", page: "rs3" },
    image: rocky,
  });
  const stack = synthesised(lab);
  expect(stack.resource.libvirt_volume.rs3.base_volume_name).toBe("rocky.qcow2");
  expect(userDataOf(stack, "rs3").runcmd.at(-1)).toEqual(["systemctl", "start", "httpd"]);
  expect(stack.output.lab.value.images).toEqual([{ name: image.name }, { name: "rocky", source: "/rocky.qcow2" }]);
});

test("an image that no machine has is not asked for", () => {
  const lab = emptyLab();
  const { clientSide } = networks(lab);
  const own = { ...image, name: "own" };
  new Machine(lab, "monitor", { interfaces: [{ network: clientSide, address: "192.168.10.9" }], image: own });
  expect(lab.describe().images).toEqual([{ name: "own" }]);
});

test("roles can have interfaces in further networks, behind their own", () => {
  const { lab } = tutorial();
  const management = new LabNetwork(lab, "management", { cidr: "172.16.0.0/24" });
  const serverSide = new LabNetwork(lab, "other-side", { cidr: "10.1.0.0/24" });
  const client = new Client(lab, "client2", {
    network: serverSide,
    cip: "10.1.0.6",
    extraInterfaces: [{ network: management, address: "172.16.0.6", extraAddresses: ["172.16.0.7"] }],
  });
  expect(client.describe().interfaces.map(({ name, network }) => [name, network])).toEqual([
    ["eth0", "other-side"],
    ["eth1", "management"],
  ]);
  const { user_data } = synthesised(lab).resource.libvirt_cloudinit_disk.client2;
  expect(parse(user_data).runcmd).toContainEqual(["ip", "address", "replace", "172.16.0.7/24", "dev", "eth1"]);
});

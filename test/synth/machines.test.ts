import { App } from "cdktf";
import { Construct } from "constructs";
import { parse } from "yaml";
import { Client, Director, LabNetwork, Machine, RealServer } from "../../constructs";
import { emptyLab, host, networks, synthesised, tutorial } from "./tutorial";

/** The parts of one machine in Terraform's JSON. */
function machineOf(stack: ReturnType<typeof synthesised>, name: string) {
  const { libvirt_domain, libvirt_volume, libvirt_cloudinit_disk } = stack.resource;
  const seed = libvirt_cloudinit_disk[name];
  return { domain: libvirt_domain[name], disk: libvirt_volume[name], seed, userData: parse(seed.user_data) };
}

// biome-ignore lint/suspicious/noExplicitAny: cloud-init's user data
function fileIn(userData: any, path: string): string | undefined {
  return userData.write_files.find((file: { path: string }) => file.path === path)?.content;
}

test("a network joins machines and nothing else", () => {
  const { resource } = synthesised(tutorial().lab);
  const { xml, ...visible } = resource.libvirt_network["server-side"];
  expect(xml.xslt).toContain('<bridge stp="off">');
  expect(visible).toEqual({
    name: "lvs-nat-server-side",
    bridge: "lab105ff7cb",
    mode: "none",
    autostart: true,
  });
});

test("a network's bridge can be given a name, and has one of its own", () => {
  const lab = emptyLab();
  new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24", bridge: "lvs-client" });
  new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/24" });
  new LabNetwork(lab, "third", { cidr: "10.1.0.0/24" });
  const networks = synthesised(lab).resource.libvirt_network;
  const bridges = ["client-side", "server-side", "third"].map((id) => networks[id].bridge);
  expect(bridges).toEqual(["lvs-client", expect.stringMatching(/^lab[0-9a-f]{8}$/), expect.stringMatching(/^lab/)]);
  expect(new Set(bridges).size).toBe(3);
});

test("a machine is a domain, an overlay on the image, and a seed", () => {
  const { domain, disk } = machineOf(synthesised(tutorial().lab), "rs1");
  const { xml, ...visible } = domain;
  expect(visible).toMatchSnapshot();
  expect(disk).toMatchSnapshot();
  expect(xml.xslt).toContain("9f42379e-9289-5984-809f-72c4088a64e2");
});

test("a machine is made anew with its seed, its disk or its network, for the provider would leave it on the old one", () => {
  const { domain, disk } = machineOf(synthesised(tutorial().lab), "lvs");
  expect(domain.lifecycle.replace_triggered_by).toEqual([
    "libvirt_cloudinit_disk.lvs",
    "libvirt_volume.lvs",
    "libvirt_network.server-side",
    "libvirt_network.client-side",
  ]);
  expect(disk.lifecycle.replace_triggered_by).toEqual(["libvirt_cloudinit_disk.lvs"]);
});

test("the director has the DIP on eth0 and the VIP on eth1", () => {
  const stack = synthesised(tutorial().lab);
  const { domain, seed } = machineOf(stack, "lvs");
  const { ethernets } = parse(seed.network_config);
  expect(domain.network_interface).toEqual([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own
    { network_id: "${libvirt_network.server-side.id}", mac: ethernets.eth0.match.macaddress },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own
    { network_id: "${libvirt_network.client-side.id}", mac: ethernets.eth1.match.macaddress },
  ]);
  expect(ethernets.eth0.addresses).toEqual(["10.0.0.8/24"]);
  expect(ethernets.eth1.addresses).toEqual(["192.168.10.100/24"]);
});

test("the director forwards, and has the virtual service with both real servers masqueraded", () => {
  const { userData } = machineOf(synthesised(tutorial().lab), "lvs");
  expect(fileIn(userData, "/etc/sysctl.d/90-lvs-nat.conf")).toBe("net.ipv4.ip_forward = 1\n");
  expect(fileIn(userData, "/etc/ipvsadm.rules")).toBe(
    [
      "-A -t 192.168.10.100:80 -s wrr",
      "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
      "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
      "",
    ].join("\n"),
  );
});

test("a real server serves its page, and answers through the DIP", () => {
  const { seed, userData } = machineOf(synthesised(tutorial().lab), "rs2");
  expect(fileIn(userData, "/var/www/html/index.html")).toBe("10.0.0.17 rs2\n");
  expect(parse(seed.network_config).ethernets.eth0.routes).toEqual([{ to: "0.0.0.0/0", via: "10.0.0.8" }]);
});

test("a page may hold what Terraform takes for a template", () => {
  const { lab, serverSide, lvs } = tutorial();
  const page = `rs3 for \${5} and %{if}, \\o/ ü`;
  new RealServer(lab, "rs3", { network: serverSide, gateway: lvs.dip, rip: "10.0.0.27", page });
  const { userData } = machineOf(synthesised(lab), "rs3");
  expect(fileIn(userData, "/var/www/html/index.html")).toBe("rs3 for $${5} and %%{if}, \\o/ ü\n");
});

test("a real server on another port than the service is a port mapping, and its web server listens there", () => {
  const { lab, serverSide, lvs, rs1, service } = tutorial();
  const rs3 = new RealServer(lab, "rs3", { network: serverSide, gateway: lvs.dip, rip: "10.0.0.27", page: "rs3" });
  service.addRealServer(rs3, { weight: 3, port: 8080 });
  lvs.virtualService({ port: 8000, scheduler: "rr" }).addRealServer(rs1, { port: 8080 }).addRealServer(rs3);
  const stack = synthesised(lab);
  expect(fileIn(machineOf(stack, "rs3").userData, "/etc/apache2/ports.conf")).toBe("Listen 8000\nListen 8080\n");
  expect(fileIn(machineOf(stack, "rs1").userData, "/etc/apache2/ports.conf")).toBe("Listen 80\nListen 8080\n");
  expect(fileIn(machineOf(stack, "lvs").userData, "/etc/ipvsadm.rules")).toContain(
    "-a -t 192.168.10.100:80 -r 10.0.0.27:8080 -m -w 3\n",
  );
});

test("a real server that no service sends to serves HTTP on port 80", () => {
  const { lab, serverSide, lvs } = tutorial();
  const rs3 = new RealServer(lab, "rs3", { network: serverSide, gateway: lvs.dip, rip: "10.0.0.27", page: "rs3" });
  expect(rs3.describe().webPorts).toEqual([80]);
});

test("a director can have services of all forms, each scheduled in its own way", () => {
  const { lab, serverSide, lvs, rs1 } = tutorial();
  const servers = { network: serverSide, gateway: lvs.dip };
  const rs3 = new RealServer(lab, "rs3", { ...servers, rip: "10.0.0.27", page: "rs3", udpAnswer: "rs3 by UDP" });
  lvs.virtualService({ protocol: "udp", port: 53, scheduler: "rr" }).addRealServer(rs3);
  lvs
    .virtualService({ firewallMark: 1, matches: [{ port: 8000 }, { port: 8443 }], persistence: {} })
    .addRealServer(rs1)
    .addRealServer(rs3);
  lvs
    .virtualService({ port: 8080, scheduler: "mh", schedulerFlags: ["mh-port", "mh-fallback"] })
    .addRealServer(rs3, { weight: 2 });
  const stack = synthesised(lab);
  expect(fileIn(machineOf(stack, "lvs").userData, "/etc/ipvsadm.rules")).toMatchInlineSnapshot(`
    "-A -t 192.168.10.100:80 -s wrr
    -a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1
    -a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1
    -A -u 192.168.10.100:53 -s rr
    -a -u 192.168.10.100:53 -r 10.0.0.27:53 -m -w 1
    -A -f 1 -s wlc -p 300 -M 255.255.255.255
    -a -f 1 -r 10.0.0.7:0 -m -w 1
    -a -f 1 -r 10.0.0.27:0 -m -w 1
    -A -t 192.168.10.100:8080 -s mh -b mh-port,mh-fallback
    -a -t 192.168.10.100:8080 -r 10.0.0.27:8080 -m -w 2
    "
  `);
  expect(fileIn(machineOf(stack, "lvs").userData, "/etc/nftables.conf")).toContain(
    "ip daddr 192.168.10.100 tcp dport { 8000, 8443 } meta mark set 1\n",
  );
  expect(fileIn(machineOf(stack, "rs3").userData, "/etc/udp-answer")).toBe("rs3 by UDP\n");
  expect(rs3.describe()).toMatchObject({ webPorts: [8000, 8080, 8443], udpPorts: [53] });
});

test("a director keeps the time-outs that it is given, and the kernel's own besides", () => {
  const lab = emptyLab();
  const { clientSide, serverSide } = networks(lab);
  const ends = { outside: clientSide, vip: "192.168.10.100", inside: serverSide, dip: "10.0.0.8" };
  const lvs = new Director(lab, "lvs", { ...ends, timeouts: { tcpSeconds: 60 } });
  expect(lvs.describe().timeouts).toEqual({ tcpSeconds: 60, tcpFinSeconds: 120, udpSeconds: 300 });
  expect(fileIn(machineOf(synthesised(lab), "lvs").userData, "/etc/ipvsadm.rules")).toBe("--set 60 120 300\n");
});

test("a director can have several VIPs, and IPVS's settings", () => {
  const lab = emptyLab();
  const { clientSide, serverSide } = networks(lab);
  const lvs = new Director(lab, "lvs", {
    outside: clientSide,
    vip: "192.168.10.100",
    extraVips: ["192.168.10.101"],
    inside: serverSide,
    dip: "10.0.0.8",
    ipvsSettings: { expireNodestConn: true },
  });
  new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
  lvs.virtualService({ port: 80 });
  lvs.virtualService({ port: 80, address: "192.168.10.101" });
  lvs.virtualService({ firewallMark: 1, matches: [{ port: 8000 }], address: "192.168.10.101" });
  const { seed, userData } = machineOf(synthesised(lab), "lvs");
  expect(parse(seed.network_config).ethernets.eth1.addresses).toEqual(["192.168.10.100/24"]);
  expect(fileIn(userData, "/etc/systemd/network/10-cloud-init-eth1.network.d/further-addresses.conf")).toBe(
    "[Network]\nAddress=192.168.10.101/24\n",
  );
  expect(userData.runcmd).toContainEqual(["ip", "address", "replace", "192.168.10.101/24", "dev", "eth1"]);
  expect(fileIn(userData, "/etc/sysctl.d/90-lvs-nat.conf")).toContain("net.ipv4.vs.expire_nodest_conn = 1\n");
  expect(fileIn(userData, "/etc/ipvsadm.rules")).toBe(
    "-A -t 192.168.10.100:80 -s wlc\n-A -t 192.168.10.101:80 -s wlc\n-A -f 1 -s wlc\n",
  );
  expect(fileIn(userData, "/etc/nftables.conf")).toContain("ip daddr 192.168.10.101 tcp dport { 8000 }");
});

test("the client has no route, no file but /etc/hosts and the record of it, and nothing to run", () => {
  const { seed, userData } = machineOf(synthesised(tutorial().lab), "client");
  expect(seed.network_config).not.toContain("routes");
  expect(userData.write_files.map(({ path }: { path: string }) => path)).toEqual([
    "/etc/hosts",
    "/var/lib/lab/settings.json",
  ]);
  expect(userData).not.toHaveProperty("runcmd");
});

test.each([1, 250])("a service can have %d real servers", (count) => {
  const lab = emptyLab();
  const clientSide = new LabNetwork(lab, "client-side", { cidr: "192.168.10.0/24" });
  const serverSide = new LabNetwork(lab, "server-side", { cidr: "10.0.0.0/16" });
  const lvs = new Director(lab, "lvs", {
    ...{ outside: clientSide, vip: "192.168.10.100", inside: serverSide, dip: "10.0.255.8" },
  });
  new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
  const service = lvs.virtualService({ port: 80 });
  for (let number = 1; number <= count; number += 1) {
    const rip = `10.0.1.${number}`;
    service.addRealServer(
      new RealServer(lab, `rs${number}`, { network: serverSide, gateway: lvs.dip, rip, page: `rs${number}` }),
    );
  }
  const stack = synthesised(lab);
  expect(fileIn(machineOf(stack, "lvs").userData, "/etc/ipvsadm.rules")?.match(/^-a /gm)).toHaveLength(count);
});

test("a lab can have several clients, and machines beside its roles", () => {
  const { lab, clientSide, serverSide } = tutorial();
  new Client(lab, "client2", { network: clientSide, cip: "192.168.10.7", memoryMiB: 512, vcpus: 2 });
  const monitor = new Machine(lab, "monitor", {
    interfaces: [
      { network: serverSide, address: "10.0.0.99" },
      { network: clientSide, address: "192.168.10.99" },
    ],
    gateway: "10.0.0.8",
  });
  const stack = synthesised(lab);
  expect(machineOf(stack, "client2").domain).toMatchObject({ memory: 512, vcpu: 2 });
  expect(monitor.describe()).toMatchObject({ role: "machine", gateway: "10.0.0.8", domain: "lvs-nat-monitor" });
  expect(parse(machineOf(stack, "monitor").seed.network_config).ethernets.eth0.routes).toHaveLength(1);
});

test("the serial console is logged on the embedded host alone", () => {
  const log = '<log file="/host/console/lvs-nat-rs1.log" append="off"/>';
  const remote = { ...host, requestedUri: "qemu:///system" };
  expect(machineOf(synthesised(tutorial().lab), "rs1").domain.xml.xslt).toContain(log);
  expect(
    machineOf(synthesised(tutorial(emptyLab("lvs-nat", { host: remote })).lab), "rs1").domain.xml.xslt,
  ).not.toContain("<log");
});

test("a machine's parts may be grouped in constructs of one's own", () => {
  const lab = emptyLab();
  const { clientSide } = networks(lab);
  const group = new Construct(lab, "classroom");
  new Client(group, "client", { network: clientSide, cip: "192.168.10.6" });
  expect(Object.keys(synthesised(lab).resource.libvirt_domain)).toEqual(["client"]);
});

test("fails for a machine outside of a lab", () => {
  const { clientSide } = networks(emptyLab());
  expect(() => new Client(new App(), "client", { network: clientSide, cip: "192.168.10.6" })).toThrow(
    "client: its scope is not inside of an LvsNatLab; give it the lab, or a construct in the lab, as scope",
  );
});

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import {
  Client,
  type DestinationOptions,
  Director,
  type IpvsTimeouts,
  LabNetwork,
  Machine,
  ownImage,
  type Persistence,
  RealServer,
} from "../../constructs";
import { emptyLab, networks, synthesised, tutorial } from "./tutorial";

/** A declaration with the mistakes that people make most. */
function wrongLab(app = new App()) {
  const lab = emptyLab("lvs-nat", {}, app);
  const { clientSide, serverSide } = networks(lab);
  new LabNetwork(lab, "spare", { cidr: "10.1.0.0" });
  new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
  const lvs = new Director(lab, "lvs", {
    outside: clientSide,
    vip: "10.0.0.100",
    inside: serverSide,
    dip: "10.0.0.8",
  });
  const servers = { network: serverSide };
  const rs1 = new RealServer(lab, "rs1", {
    ...servers,
    page: "1",
    rip: "10.0.0.7",
    gateway: "10.0.0.1",
  });
  const rs2 = new RealServer(lab, "rs2", {
    ...servers,
    page: "2",
    rip: "10.0.1.17",
    gateway: lvs.dip,
  });
  const rs3 = new RealServer(lab, "RS_3", {
    ...servers,
    page: "3",
    rip: "10.0.0.8",
    gateway: lvs.dip,
  });
  new RealServer(lab, "rs1", {
    ...servers,
    page: "4",
    rip: "10.0.0.27",
    gateway: lvs.dip,
    udpAnswer: "",
  });
  lvs
    .virtualService({ port: 0, scheduler: "wwrr" as "wrr" })
    .addRealServer(rs1, { weight: 65536 })
    .addRealServer(rs2)
    .addRealServer(rs3);
  return lab;
}

test("refuses a wrong declaration with all its mistakes at once", () => {
  expect(mistakesIn(() => synthesised(wrongLab()))).toMatchInlineSnapshot(`
    [
      "  [lvs-nat] real server RS_3: "RS_3" cannot be a name here; use 1 to 63 lower-case letters, digits and hyphens, with a letter first and no hyphen last",
      "  [lvs-nat] real server rs1: it is declared twice; give each machine and network of a lab a name of its own",
      "  [lvs-nat] network spare: "10.1.0.0" is not an IPv4 network; write it like 10.0.0.0/24",
      "  [lvs-nat] director lvs: the VIP 10.0.0.100 is in the server network 10.0.0.0/24; give it an address from 192.168.10.1 to 192.168.10.254",
      "  [lvs-nat] real server rs2: 10.0.1.17 is not inside network server-side 10.0.0.0/24; give it an address from 10.0.0.1 to 10.0.0.254",
      "  [lvs-nat] real server RS_3: director lvs has the address 10.0.0.8 already; give it another one",
      "  [lvs-nat] real server rs1: its gateway 10.0.0.1 is not the DIP of director lvs, so replies would not come back through the director; set the gateway to 10.0.0.8",
      "  [lvs-nat] real server rs1: its udpAnswer is empty; give it a line of text that tells it from the others",
      "  [lvs-nat] virtual service 10.0.0.100:0 of director lvs: 0 is not a TCP port; use a whole number from 1 to 65535",
      "  [lvs-nat] virtual service 10.0.0.100:0 of director lvs: the kernel has no scheduler "wwrr"; use one of rr, wrr, lc, wlc, lblc, lblcr, sh, dh, sed, nq, fo, ovf, mh, twos",
      "  [lvs-nat] virtual service 10.0.0.100:0 of director lvs: real server rs1 can't have the weight 65536; use a whole number from 0 to 65535",
    ]
  `);
});

test("refuses it when the app is synthesised, before a stack is written", () => {
  const outdir = mkdtempSync(path.join(tmpdir(), "refusals-"));
  const app = new App({ outdir });
  wrongLab(app);
  expect(() => app.synth()).toThrow(/^Validation failed with the following errors:/);
  expect(existsSync(path.join(outdir, "stacks/lvs-nat/cdk.tf.json"))).toBe(false);
  rmSync(outdir, { recursive: true });
});

test.each(["lab b", "a\nb", "a*", "lvs-nat]]>"])("refuses the lab's name %j beside all else", (name) => {
  const mistakes = mistakesIn(() => synthesised(emptyLab(name)));
  expect(mistakes.join("\n")).toContain(`${JSON.stringify(name)} cannot be a name here; use 1 to 63`);
});

test("refuses nothing of the tutorial's lab", () => {
  expect(mistakesIn(() => synthesised(tutorial().lab))).toEqual([]);
});

test("refuses what JavaScript lets through in the same words", () => {
  const lab = emptyLab("lvs-nat", {
    image: ownImage("/no/such.qcow2", { family: "debian" }),
  });
  const { clientSide, serverSide } = networks(lab);
  const card = {
    network: clientSide,
    address: "192.168.10.6",
    extraAddresses: ["192.168.10.6"],
  };
  new Client(lab, "client", { network: clientSide, cip: "192.168.10.7" });
  new Machine(lab, "twice", { interfaces: [card] });
  const lvs = new Director(lab, "lvs", {
    outside: clientSide,
    vip: "10.0.0.8",
    inside: serverSide,
    dip: "10.0.0.8",
    memoryMiB: "512" as unknown as number,
    timeouts: 60 as unknown as IpvsTimeouts,
    ipvsSettings: { conntrack: "yes" as unknown as boolean },
  });
  const rs1 = new RealServer(lab, "rs1", {
    network: serverSide,
    gateway: lvs.dip,
    rip: "10.0.0.7",
    page: "page",
  });
  lvs
    .virtualService({
      port: "80" as unknown as number,
      persistence: 60 as unknown as Persistence,
    })
    .addRealServer(undefined as unknown as RealServer)
    .addRealServer(rs1, { weight: "3" as unknown as number });
  lvs.virtualService({ port: 8080 }).addRealServer(rs1, 3 as unknown as DestinationOptions);

  expect(mistakesIn(() => synthesised(lab))).toMatchInlineSnapshot(`
    [
      "  [lvs-nat] image /no/such.qcow2: there is no such file; give the path of a qcow2 image",
      "  [lvs-nat] director lvs: the VIP 10.0.0.8 is in the server network 10.0.0.0/24; give it an address from 192.168.10.1 to 192.168.10.254",
      "  [lvs-nat] machine twice: it has the address 192.168.10.6 twice; give it once",
      "  [lvs-nat] director lvs: a guest does not boot with "512" MiB of memory; use a whole number of MiB from 256 to 1024000",
      "  [lvs-nat] director lvs: net.ipv4.vs.conntrack can't be "yes"; use true (1) or false (0)",
      "  [lvs-nat] virtual service 10.0.0.8:80 of director lvs: "80" is not a TCP port; use a whole number from 1 to 65535",
      "  [lvs-nat] virtual service 10.0.0.8:80 of director lvs: real server rs1 can't have the weight "3"; use a whole number from 0 to 65535",
      "  [lvs-nat] director lvs, timeouts: 60 has no properties; write it like { tcpSeconds: … }, with any of tcpSeconds, tcpFinSeconds, udpSeconds",
      "  [lvs-nat] virtual service 10.0.0.8:80 of director lvs, persistence: 60 has no properties; write it like { timeoutSeconds: … }, with any of timeoutSeconds, netmask",
      "  [lvs-nat] virtual service 10.0.0.8:80 of director lvs: addRealServer was not given a RealServer but undefined; give it one of this lab",
      "  [lvs-nat] virtual service 10.0.0.8:8080 of director lvs, real server rs1: 3 has no properties; write it like { weight: … }, with any of weight, port",
    ]
  `);
});

test("refuses a real server of another lab, whatever its name", () => {
  const app = new App();
  const [one, two] = ["one", "two"].map((name) => {
    const lab = emptyLab(name, {}, app);
    const { clientSide, serverSide } = networks(lab);
    new Client(lab, "client", { network: clientSide, cip: "192.168.10.6" });
    const lvs = new Director(lab, "lvs", {
      ...{ outside: clientSide, vip: "192.168.10.100", inside: serverSide, dip: "10.0.0.8" },
    });
    const rs1 = new RealServer(lab, "rs1", { network: serverSide, gateway: lvs.dip, rip: "10.0.0.7", page: name });
    return { lvs, rs1 };
  });
  if (one && two) one.lvs.virtualService({ port: 80 }).addRealServer(two.rs1);

  expect(() => app.synth()).toThrow("real server rs1 is another lab's, not one's; declare one there");
});

test("refuses a machine in another lab's network", () => {
  const app = new App();
  const network = new LabNetwork(emptyLab("one", {}, app), "client-side", { cidr: "192.168.10.0/24" });
  const two = emptyLab("two", {}, app);
  new Client(two, "client", { network, cip: "192.168.10.6" });

  expect(() => app.synth()).toThrow("client client: network client-side is not in lab two; declare one there");
});

test("refuses a second lab of one name as soon as it is declared", () => {
  const app = new App();
  emptyLab("lvs-nat", {}, app);

  expect(() => emptyLab("lvs-nat", {}, app)).toThrow("lab lvs-nat is declared twice; give each lab a name of its own");
});

/** The lines of CDKTF's error that name a mistake. */
function mistakesIn(action: () => void): string[] {
  try {
    action();
  } catch (error) {
    return (error as Error).message.split("\n").filter((line) => line.startsWith("  ["));
  }
  return [];
}

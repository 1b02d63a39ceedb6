import { App } from "cdktf";
import {
  Client,
  Director,
  type GuestFile,
  type GuestImage,
  LabNetwork,
  type LabNetworkProps,
  LvsNatLab,
  type LvsNatLabProps,
  Machine,
  type MachineInterface,
  ownImage,
  RealServer,
  type VirtualServiceProps,
} from "../../constructs";
import { synthesised, tutorial } from "./tutorial";

/** The list of mistakes, as CDKTF prints it. */
function mistakesOf(declare: (lab: ReturnType<typeof tutorial>) => void): string {
  const parts = tutorial();
  declare(parts);
  try {
    synthesised(parts.lab);
  } catch (error) {
    return String(error);
  }
  return "";
}

/** What is no declaration for TypeScript. */
// biome-ignore lint/suspicious/noExplicitAny: anything
const wrong = (value: unknown) => value as any;

test("a property that nothing reads is refused, wherever it stands", () => {
  const mistakes = mistakesOf(({ lab, lvs, rs1, serverSide }) => {
    const service = { port: 81, scheduller: "wrr", netmask: "255.255.255.0", persistence: { timeout: 5 } };
    lvs.virtualService(service as VirtualServiceProps).addRealServer(rs1, { wieght: 3 } as object);
    const server = { network: serverSide, rip: "10.0.0.27", gateway: "10.0.0.8", page: "rs3", memoryMib: 512 };
    new RealServer(lab, "rs3", server);
    new LabNetwork(lab, "third", { cidr: "172.16.0.0/24", brigde: "br0" } as LabNetworkProps);
  });
  const see = "see docs/reference for those that there are";

  for (const sentence of [
    `virtual service 192.168.10.100:81 of director lvs: there is no property scheduller here; did you mean scheduler?`,
    `virtual service 192.168.10.100:81 of director lvs: there is no property netmask here; write persistence: { netmask: … }`,
    `virtual service 192.168.10.100:81 of director lvs, persistence: there is no property timeout here; ${see}`,
    `virtual service 192.168.10.100:81 of director lvs, real server rs1: there is no property wieght here; did you mean weight?`,
    `network third: there is no property brigde here; did you mean bridge?`,
    `real server rs3: there is no property memoryMib here; did you mean memoryMiB?`,
  ]) {
    expect(mistakes).toContain(sentence);
  }
});

test("so is one inside of a machine's properties", () => {
  const mistakes = mistakesOf(({ lab, clientSide, serverSide }) => {
    const ends = { outside: clientSide, vip: "192.168.10.200", inside: serverSide, dip: "10.0.0.200" };
    new Director(lab, "lvs2", { ...ends, timeouts: { udp: 3 } as object, ipvsSettings: true as unknown as object });
    new Machine(lab, "monitor", {
      interfaces: [{ network: clientSide, address: "192.168.10.99", mac: "52:54:00:00:00:01" } as MachineInterface],
      files: [{ path: "/root/notes", content: "", mode: "0755" } as GuestFile],
    });
  });

  for (const sentence of [
    "director lvs2, timeouts: there is no property udp here",
    "director lvs2, ipvsSettings: true has no properties; write it like { conntrack: true }",
    "machine monitor, interface: there is no property mac here",
    "machine monitor, files: there is no property mode here",
  ]) {
    expect(mistakes).toContain(sentence);
  }
});

test("a property of a lab that nothing reads is refused", () => {
  const lab = new LvsNatLab(new App(), "lvs-nat", { imgae: "debian" } as LvsNatLabProps);

  expect(() => synthesised(lab)).toThrow("lab lvs-nat: there is no property imgae here; did you mean image?");
});

test("what a machine's role decides itself is no property of it", () => {
  const mistakes = mistakesOf(({ lab, clientSide }) => {
    const props = { network: clientSide, cip: "192.168.10.7", interfaces: [], gateway: "192.168.10.100" };
    new Client(lab, "client2", props);
  });

  expect(mistakes).toContain("client client2: there is no property interfaces here");
  expect(mistakes).toContain("client client2: there is no property gateway here");
});

test("a port and a firewall mark at once are refused", () => {
  const both = { port: 81, firewallMark: 3 } as unknown as VirtualServiceProps;

  const matchesAlone = { port: 82, matches: [{ port: 80 }] } as unknown as VirtualServiceProps;
  const either = "a service has either a port or a firewallMark with matches; leave";

  expect(mistakesOf(({ lvs }) => lvs.virtualService(both))).toContain(`${either} port out, or the other`);
  expect(mistakesOf(({ lvs }) => lvs.virtualService(matchesAlone))).toContain(`${either} matches out, or the other`);
});

test("what is no file, no package, no cloud-config and no image of a family is refused with the rest", () => {
  const mistakes = mistakesOf(({ lab, clientSide }) => {
    const interfaces = [{ network: clientSide, address: "192.168.10.99" }];
    const image = ownImage("package.json", wrong({ familly: "rhel" }));
    new Machine(lab, "m", wrong({ interfaces, image, files: [null], packageFiles: [5, "docs"], cloudInit: null }));
  });

  expect(mistakes).toContain("machine m, image: there is no family undefined; use one of debian, rhel");
  expect(mistakes).toContain("machine m, files: null has no properties; write it like { path: … }");
  expect(mistakes).toContain("machine m: its packageFiles has 5; give it the path of a file");
  expect(mistakes).toContain("machine m: its cloudInit is null; give it cloud-config as an object");
});

test("what may be left out can't be null, and an image is no text", () => {
  const mistakes = mistakesOf(({ lab, lvs, rs1, clientSide }) => {
    lvs
      .virtualService({ port: 81, persistence: null } as unknown as VirtualServiceProps)
      .addRealServer(rs1, wrong(null));
    const card = { network: clientSide, address: "192.168.10.99" };
    new Machine(lab, "monitor", { interfaces: [card], image: "debian" as unknown as GuestImage });
  });
  const lab = new LvsNatLab(new App(), "lvs-nat", { image: null } as unknown as LvsNatLabProps);

  expect(mistakes).toContain("real server rs1: null has no properties; write it like { weight: … }");
  expect(mistakes).toContain("director lvs, persistence: null has no properties; write it like { timeoutSeconds: … }");
  expect(mistakes).toContain('machine monitor, image: "debian" has no properties; write it like debian13()');
  expect(() => synthesised(lab)).toThrow("lab lvs-nat, image: null has no properties; write it like debian13()");
});

type Parts = ReturnType<typeof tutorial>;

test.each<[string, (parts: Parts) => void]>([
  ["client c2: it is given undefined; give it its properties", ({ lab }) => new Client(lab, "c2", wrong(undefined))],
  [
    "client c2: the network of its eth0 is undefined; give it a LabNetwork",
    ({ lab }) => new Client(lab, "c2", wrong({ cip: "192.168.10.9" })),
  ],
  [
    "client c2: its cip is undefined; give it a text",
    ({ lab, clientSide }) => new Client(lab, "c2", wrong({ network: clientSide })),
  ],
  [
    "director l2: the network of its eth0 is a RealServer; give it a LabNetwork",
    ({ lab, rs1 }) => new Director(lab, "l2", wrong({ inside: rs1, dip: "10.0.0.9", vip: "" })),
  ],
  [
    'director l2: its extraVips is "192.168.10.78"; give it a list',
    ({ lab, clientSide, serverSide }) =>
      new Director(
        lab,
        "l2",
        wrong({ outside: clientSide, inside: serverSide, extraVips: "192.168.10.78", vip: "", dip: "" }),
      ),
  ],
  [
    "real server rs3: its page is 5; give it a text",
    ({ lab, serverSide }) => new RealServer(lab, "rs3", wrong({ network: serverSide, rip: "", page: 5 })),
  ],
  [
    "real server rs3: its extraInterfaces is null; give it a list",
    ({ lab, serverSide }) =>
      new RealServer(lab, "rs3", wrong({ network: serverSide, rip: "", page: "a", extraInterfaces: null })),
  ],
  ["machine m: its interfaces is undefined; give it a list", ({ lab }) => new Machine(lab, "m", wrong({}))],
  [
    'machine m: its interfaces is {"network":"a LabNetwork"}; give it a list',
    ({ lab, clientSide }) => new Machine(lab, "m", wrong({ interfaces: { network: clientSide } })),
  ],
  ["network n: its cidr is 10; give it a text", ({ lab }) => new LabNetwork(lab, "n", wrong({ cidr: 10 }))],
  ["5 cannot be a name here", ({ lab }) => new LabNetwork(lab, wrong(5), { cidr: "10.9.0.0/24" })],
  ['"" cannot be a name here', ({ lab }) => new LabNetwork(lab, "", { cidr: "10.9.0.0/24" })],
  ["lab other: it is given null", () => new LvsNatLab(new App(), "other", wrong(null))],
  ["director lvs, virtualService: it is given undefined", ({ lvs }) => lvs.virtualService(wrong(undefined))],
  [
    "director lvs, virtualService: its schedulerFlags is null; give it a list",
    ({ lvs }) => lvs.virtualService(wrong({ port: 81, schedulerFlags: null })),
  ],
  [
    'director lvs, virtualService: its matches is "80"; give it a list',
    ({ lvs }) => lvs.virtualService(wrong({ firewallMark: 1, matches: "80" })),
  ],
  [
    'machine m: its packageFiles is "./x.deb"; give it a list',
    ({ lab }) => new Machine(lab, "m", wrong({ interfaces: [], packageFiles: "./x.deb" })),
  ],
  ["machine m: its files is null", ({ lab }) => new Machine(lab, "m", wrong({ interfaces: [], files: null }))],
  [
    "network n: its bridge is 5; give it a text",
    ({ lab }) => new LabNetwork(lab, "n", wrong({ cidr: "10.9.0.0/24", bridge: 5 })),
  ],
  ["ownImage: it is given undefined", () => ownImage("disk.qcow2", wrong(undefined))],
  [
    'director lvs, virtualService: its schedulerFlags is "sh-port"; give it a list',
    ({ lvs }) => lvs.virtualService(wrong({ port: 81, schedulerFlags: "sh-port" })),
  ],
])("what nothing can be made of is told at once: %s", (sentence, declare) => {
  expect(() => declare(tutorial())).toThrow(sentence);
});

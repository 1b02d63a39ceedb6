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
    `virtual service 192.168.10.100:81 of director lvs: there is no property netmask here; ${see}`,
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

  expect(mistakesOf(({ lvs }) => lvs.virtualService(both))).toContain("there is no property port here");
});

test("what may be left out can't be null, and an image is no text", () => {
  const mistakes = mistakesOf(({ lab, lvs, clientSide }) => {
    lvs.virtualService({ port: 81, persistence: null } as unknown as VirtualServiceProps);
    const card = { network: clientSide, address: "192.168.10.99" };
    new Machine(lab, "monitor", { interfaces: [card], image: "debian" as unknown as GuestImage });
  });
  const lab = new LvsNatLab(new App(), "lvs-nat", { image: null } as unknown as LvsNatLabProps);

  expect(mistakes).toContain("director lvs, persistence: null has no properties; write it like { timeoutSeconds: … }");
  expect(mistakes).toContain('machine monitor, image: "debian" has no properties; write it like debian13()');
  expect(() => synthesised(lab)).toThrow("lab lvs-nat, image: null has no properties; write it like debian13()");
});

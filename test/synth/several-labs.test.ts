import { App } from "cdktf";
import { Client, LabNetwork, type LvsNatLab } from "../../constructs";
import { emptyLab, networks, synthesised, tutorial } from "./tutorial";

/** The names, UUIDs and MAC addresses that libvirt knows a lab's things by. */
function identities(stack: ReturnType<typeof synthesised>): string[] {
  const resources = Object.values<Record<string, { name: string }>>(stack.resource).flatMap((all) =>
    Object.values(all).map(({ name }) => name),
  );
  const machines = stack.output.lab.value.machines as { uuid: string; interfaces: { mac: string }[] }[];
  return [
    ...new Set([
      ...resources,
      ...machines.flatMap(({ uuid, interfaces }) => [uuid, ...interfaces.map(({ mac }) => mac)]),
    ]),
  ];
}

function twoLabs(one: string, other: string) {
  const app = new App();
  return [one, other].map((name) => tutorial(emptyLab(name, {}, app)).lab);
}

test("labs of one app stand side by side with the same addresses, and share nothing that libvirt knows by name", () => {
  const [one, other] = twoLabs("lvs-nat", "second").map((lab) => synthesised(lab));
  expect(identities(one).filter((identity) => identities(other).includes(identity))).toEqual([]);
  const addresses = (stack: ReturnType<typeof synthesised>) =>
    stack.output.lab.value.machines.map(({ interfaces }: { interfaces: { address: string }[] }) =>
      interfaces.map(({ address }) => address),
    );
  expect(addresses(one)).toEqual(addresses(other));
});

test("each lab keeps its state in a file of its own", () => {
  const paths = twoLabs("lvs-nat", "second").map((lab) => synthesised(lab).terraform.backend.local.path);
  expect(paths.map((path) => path.split("/").at(-1))).toEqual(["lvs-nat.tfstate", "second.tfstate"]);
});

test("refuses two labs whose machines libvirt would know by one name", () => {
  const app = new App();
  const [first] = [
    { lab: "a", client: "b-c" },
    { lab: "a-b", client: "c" },
  ].map(({ lab, client }) => labWithClient(app, lab, client, "192.168.10.6"));
  expect(() => synthesised(first as LvsNatLab)).toThrow(
    "lab a-b: client c: libvirt would know it by the name a-b-c, as client b-c of lab a; give one of the labs another name",
  );
});

test("refuses two labs whose networks would have one bridge", () => {
  const app = new App();
  const [first] = ["first", "second"].map((name) => {
    const lab = emptyLab(name, {}, app);
    new LabNetwork(lab, "side", { cidr: "10.0.0.0/24", bridge: "lab0" });
    return lab;
  });
  expect(() => synthesised(first as LvsNatLab)).toThrow(
    "lab second: network side 10.0.0.0/24: network side 10.0.0.0/24 of lab first has the bridge lab0 already; give it another",
  );
});

test("refuses the mistakes of all labs at once, and says whose they are", () => {
  const app = new App();
  const [first, second] = ["first", "second"].map((name) => labWithClient(app, name, "client", "10.9.9.9"));
  const refusal = (name: string) =>
    `lab ${name}: client client: 10.9.9.9 is not inside network client-side 192.168.10.0/24; give it an address from 192.168.10.1 to 192.168.10.254`;
  expect(() => synthesised(first as LvsNatLab)).toThrow(refusal("first"));
  expect(() => synthesised(first as LvsNatLab)).toThrow(refusal("second"));
  expect(() => synthesised(second as LvsNatLab)).not.toThrow(refusal("first"));
});

function labWithClient(app: App, name: string, client: string, cip: string): LvsNatLab {
  const lab = emptyLab(name, {}, app);
  new Client(lab, client, { network: networks(lab).clientSide, cip });
  return lab;
}

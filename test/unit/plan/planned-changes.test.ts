import { type FirstBoot, guestOf } from "../../../constructs/cloud-init/guest";
import { webServerSetup } from "../../../constructs/cloud-init/web-server";
import type { DeployedLab, LabDescription, MachineDescription } from "../../../constructs/lab-description";
import { plannedChanges } from "../../../scripts/plan/planned-changes";
import { named, realServer, tutorialLab } from "../constructs/tutorial-lab";

type Change = NonNullable<Parameters<typeof tutorialLab>[0]>;

/** The tutorial's lab as it is given to Terraform, with a change. */
function lab(change?: Change, firstBoots: Record<string, FirstBoot> = {}): DeployedLab {
  const described = tutorialLab(change);
  const guests = described.machines.map((machine) => [
    machine.name,
    guest(described, machine, firstBoots[machine.name]),
  ]);
  return { ...described, guests: Object.fromEntries(guests) };
}

function guest(described: LabDescription, machine: MachineDescription, firstBoot?: FirstBoot) {
  const page = machine.page === undefined ? undefined : { serverName: machine.name, page: machine.page, ports: [80] };
  return guestOf(described, machine, page ? webServerSetup("debian", page) : [], firstBoot).description;
}

/** A line for each machine that changes. */
function plan(change: Change, before?: Change): string[] {
  const changes = plannedChanges(lab(before), lab(change));
  return changes.map(({ machine, effect, words }) => `${machine} ${effect}: ${words.join("; ")}`);
}

test("nothing where nothing differs", () => {
  expect(plan(() => {})).toEqual([]);
});

test("a scheduler and a weight are changed in place", () => {
  const change: Change = ({ services: [service] }) => {
    if (!service) return;
    service.scheduler = "wlc";
    named(service.realServers, "rs1").weight = 3;
  };

  expect(plan(change)).toEqual([
    "lvs changed in place: virtual service tcp 192.168.10.100:80: scheduler wrr → wlc; " +
      "virtual service tcp 192.168.10.100:80: 10.0.0.7:80 weight 1 → 3",
  ]);
});

test("a page is changed in place", () => {
  expect(plan(({ machines }) => Object.assign(named(machines, "rs2"), { page: "hello" }))).toEqual([
    'rs2 changed in place: /var/www/html/index.html: "10.0.0.17 rs2" → "hello"',
  ]);
});

test("a network that comes is told with its range", () => {
  const change: Change = ({ networks }) => networks.push({ id: "third", name: "lvs-nat-third", cidr: "172.16.0.0/24" });

  expect(plannedChanges(lab(), lab(change))).toEqual([
    { resource: "libvirt_network.third", effect: "new network", words: ["172.16.0.0/24"] },
  ]);
});

test("a real server that comes is a new machine, and the others learn its name in place", () => {
  const change: Change = ({ machines }) => machines.push(realServer("rs3", "10.0.0.27"));

  expect(plan(change)).toEqual([
    'client changed in place: /etc/hosts gets "10.0.0.27 rs3"',
    'lvs changed in place: /etc/hosts gets "10.0.0.27 rs3"',
    'rs1 changed in place: /etc/hosts gets "10.0.0.27 rs3"',
    'rs2 changed in place: /etc/hosts gets "10.0.0.27 rs3"',
    "rs3 new machine: it is declared now",
  ]);
  expect(plan(() => {}, change).at(-1)).toBe("rs3 removed: it is not declared any more");
});

test("a further address is changed in place where the image is the lab's own, and else replaces the machine", () => {
  const change: Change = ({ machines }) =>
    Object.assign(named(machines, "lvs").interfaces[1] ?? {}, { extraAddresses: ["192.168.10.101"] });
  const own: Change = ({ images }) => Object.assign(images[0] ?? {}, { source: "/images/own.qcow2" });

  expect(plan(change)).toEqual(["lvs changed in place: eth1 gets the address 192.168.10.101"]);
  expect(plan(() => {}, change)).toEqual(["lvs changed in place: eth1 loses the address 192.168.10.101"]);
  expect(plan((lab) => void [change(lab), own(lab)], own)).toEqual([
    "lvs replaced: eth1 192.168.10.100/24 in client-side → 192.168.10.100 192.168.10.101/24 in client-side",
  ]);
});

test("what a machine is born with replaces that machine alone", () => {
  const change: Change = ({ machines }) => Object.assign(named(machines, "rs1"), { memoryMiB: 512, vcpus: 2 });

  expect(plan(change)).toEqual(["rs1 replaced: memory in MiB 384 → 512; virtual CPUs 1 → 2"]);
});

test("an interface that comes, goes or gets another address is told with its network", () => {
  const change: Change = ({ machines }) => {
    const { interfaces } = named(machines, "client");
    Object.assign(interfaces[0] ?? {}, { address: "192.168.10.9" });
    const third = { name: "eth1", network: "third", address: "172.16.0.2", prefixLength: 16, mac: "" };
    interfaces.push(third);
  };

  expect(plan(change)).toContain(
    "client replaced: eth0 192.168.10.6/24 in client-side → 192.168.10.9/24 in client-side; " +
      "eth1 none → 172.16.0.2/16 in third",
  );
  expect(plan(() => {}, change).join()).toContain("eth1 172.16.0.2/16 in third → none");
});

test("what a first boot is given is told part by part, and replaces that machine alone", () => {
  const before = lab(undefined, { rs1: { cloudInit: { runcmd: [["true"]], timezone: "Europe/Berlin" } } });
  const after = lab(undefined, { rs1: { cloudInit: { runcmd: [["false"]], users: undefined }, script: "dpkg" } });

  expect(plannedChanges(before, after)).toEqual([
    {
      machine: "rs1",
      effect: "replaced",
      words: [
        "runcmd, which is for its first boot, is another",
        "timezone, which is for its first boot, goes",
        "packageFiles, which is for its first boot, is new",
      ],
    },
  ]);
});

import type {
  FirewallMarkServiceDescription,
  LabDescription,
  MachineDescription,
  PortServiceDescription,
  Role,
} from "../../../constructs/lab-description";

type Draft<T> = T extends object ? { -readonly [Key in keyof T]: Draft<T[Key]> } : T;

/** The tutorial's lab as data, fresh for each test, with what the test changes in it. */
export function tutorialLab(change: (lab: Draft<LabDescription>) => void = () => {}): LabDescription {
  const lab: Draft<LabDescription> = {
    name: "lvs-nat",
    hostUri: "qemu+unix:///system?socket=/run/example/libvirt-sock",
    domainType: "qemu",
    images: [{ name: "debian-13-example" }],
    pool: "lvs-nat",
    networks: [
      { id: "client-side", name: "lvs-nat-client-side", cidr: "192.168.10.0/24" },
      { id: "server-side", name: "lvs-nat-server-side", cidr: "10.0.0.0/24" },
    ],
    machines: [
      machine("client", "client", { "client-side": "192.168.10.6" }),
      {
        ...machine("lvs", "director", { "server-side": "10.0.0.8", "client-side": "192.168.10.100" }),
        vip: "192.168.10.100",
        dip: "10.0.0.8",
      },
      realServer("rs1", "10.0.0.7"),
      realServer("rs2", "10.0.0.17"),
    ],
    services: [service()],
  };
  change(lab);
  return lab;
}

/** The virtual service of the tutorial's lab, with what the test changes in it. */
export function service(change: Partial<Draft<PortServiceDescription>> = {}): Draft<PortServiceDescription> {
  return {
    director: "lvs",
    protocol: "tcp",
    vip: "192.168.10.100",
    port: 80,
    scheduler: "wrr",
    schedulerFlags: [],
    realServers: [
      { name: "rs1", rip: "10.0.0.7", port: 80, weight: 1 },
      { name: "rs2", rip: "10.0.0.17", port: 80, weight: 1 },
    ],
    ...change,
  };
}

/** A service that joins HTTP and HTTPS by a firewall mark, with the tutorial's real servers. */
export function markedService(
  change: Partial<Draft<FirewallMarkServiceDescription>> = {},
): Draft<FirewallMarkServiceDescription> {
  return {
    director: "lvs",
    protocol: "fwm",
    vip: "192.168.10.100",
    firewallMark: 1,
    matches: [
      { protocol: "tcp", port: 8000 },
      { protocol: "tcp", port: 8443 },
    ],
    scheduler: "rr",
    schedulerFlags: [],
    realServers: [
      { name: "rs1", rip: "10.0.0.7", port: 0, weight: 1 },
      { name: "rs2", rip: "10.0.0.17", port: 0, weight: 1 },
    ],
    ...change,
  };
}

/** A machine of a draft, or of the tutorial's lab, by its name. */
export function named<T extends { name: string }>(machines: readonly T[], name: string): T {
  const machine = machines.find((candidate) => candidate.name === name);
  if (!machine) throw new Error(`the test asks for ${name}, which is not there`);
  return machine;
}

/** A machine by itself; its networks have a prefix length of 24. */
export function machine(name: string, role: Role, addresses: Record<string, string>): Draft<MachineDescription> {
  return {
    name,
    role,
    domain: `lvs-nat-${name}`,
    uuid: `uuid of ${name}`,
    image: "debian-13-example",
    memoryMiB: 384,
    vcpus: 1,
    interfaces: Object.entries(addresses).map(([network, address], index) => ({
      name: `eth${index}`,
      network,
      address,
      prefixLength: 24,
      mac: `mac of ${name} eth${index}`,
    })),
    kernelSettings: {},
  };
}

/** A real server of the tutorial's lab. */
export function realServer(name: string, rip: string): Draft<MachineDescription> {
  return {
    ...machine(name, "real-server", { "server-side": rip }),
    gateway: "10.0.0.8",
    page: `${rip} ${name}`,
    webPorts: [80],
    webService: "apache2",
    accessLog: "/var/log/apache2/access.log",
  };
}

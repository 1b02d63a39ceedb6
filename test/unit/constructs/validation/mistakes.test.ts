import type { ServiceDescription } from "../../../../constructs/lab-description";
import { labMistakes } from "../../../../constructs/validation/lab-mistakes";
import { machine, markedService, named, realServer, service as serviceOf, tutorialLab } from "../tutorial-lab";

type Change = Parameters<typeof tutorialLab>[0];

const hostNameRule =
  "cannot be a name here; use 1 to 63 lower-case letters, digits and hyphens, with a letter first and no hyphen last";
const service = "virtual service 192.168.10.100:80 of director lvs";

test("accepts the tutorial's lab", () => {
  expect(labMistakes(tutorialLab())).toEqual([]);
});

describe("fails for a name", () => {
  const longName = "a".repeat(64);
  check([
    ["of the lab with a capital", (lab) => (lab.name = "LVS"), `lab LVS: "LVS" ${hostNameRule}`],
    [
      "with an underscore",
      (lab) => (named(lab.machines, "client").name = "cli_ent"),
      `client cli_ent: "cli_ent" ${hostNameRule}`,
    ],
    [
      "that ends with a hyphen",
      (lab) => (named(lab.machines, "client").name = "client-"),
      `client client-: "client-" ${hostNameRule}`,
    ],
    [
      "that begins with a digit",
      (lab) => (named(lab.machines, "client").name = "1st"),
      `client 1st: "1st" ${hostNameRule}`,
    ],
    [
      "of more than 63 characters",
      (lab) => (named(lab.machines, "client").name = longName),
      `client ${longName}: "${longName}" ${hostNameRule}`,
    ],
    [
      "of a network with a space",
      (lab) => lab.networks.push({ id: "dm z", name: "lvs-nat-dm z", cidr: "10.1.0.0/24" }),
      `network dm z: "dm z" ${hostNameRule}`,
    ],
    [
      "that means the guest itself",
      (lab) => (named(lab.machines, "client").name = "localhost"),
      "client localhost: in a guest localhost is the guest itself; give it another name",
    ],
    [
      "that two machines have",
      (lab) => lab.machines.push(machine("client", "machine", { "client-side": "192.168.10.9" })),
      "machine client: client client has the name client already; give each machine and network of a lab a name of its own",
    ],
    [
      "that a machine and a network have",
      (lab) => lab.machines.push(machine("client-side", "machine", { "client-side": "192.168.10.9" })),
      "machine client-side: network client-side has the name client-side already; give each machine and network of a lab a name of its own",
    ],
  ]);
});

describe("fails for a name that the project has taken on the host", () => {
  check([
    [
      "for its pool of images",
      (lab) => (lab.pool = "lvs-nat-images"),
      "lab lvs-nat: the pool of the images has that name; give it another one",
    ],
  ]);
});

describe("fails for a network", () => {
  const spare = (cidr: string): Change => {
    return (lab) => lab.networks.push({ id: "spare", name: "lvs-nat-spare", cidr });
  };
  check([
    [
      "without a prefix length",
      spare("10.1.0.0"),
      'network spare: "10.1.0.0" is not an IPv4 network; write it like 10.0.0.0/24',
    ],
    ["of IPv6", spare("fd00::/64"), 'network spare: "fd00::/64" is not an IPv4 network; write it like 10.0.0.0/24'],
    [
      "without room for two machines",
      spare("10.1.0.0/31"),
      "network spare: the prefix length of 10.1.0.0/31 is 31; use one from 8 to 30",
    ],
    [
      "without room for two machines, and for nothing else that follows from it",
      (lab) => Object.assign(lab.networks[0] ?? {}, { cidr: "192.168.10.0/31" }),
      "network client-side: the prefix length of 192.168.10.0/31 is 31; use one from 8 to 30",
    ],
    [
      "that is too large",
      spare("16.0.0.0/7"),
      "network spare: the prefix length of 16.0.0.0/7 is 7; use one from 8 to 30",
    ],
    [
      "with bits after its prefix",
      spare("10.1.0.9/24"),
      "network spare: 10.1.0.9/24 has bits after its prefix; write 10.1.0.0/24",
    ],
    [
      "that is reserved",
      spare("127.0.0.0/8"),
      "network spare: 127.0.0.0/8 is reserved (RFC 6890); use a private range, such as 10.0.0.0/24",
    ],
    [
      "whose bridge has a name that is too long",
      (lab) => lab.networks.push({ id: "spare", name: "s", cidr: "10.1.0.0/24", bridge: "lvs-server-side0" }),
      'network spare: "lvs-server-side0" is not the name of a bridge; use 1 to 15 letters, digits, dots, hyphens and underscores, with neither dot nor hyphen first',
    ],
    [
      "whose bridge has a name of libvirt's",
      (lab) => lab.networks.push({ id: "spare", name: "s", cidr: "10.1.0.0/24", bridge: "virbr0" }),
      "network spare: hosts have virbr0 already; give its bridge another name",
    ],
    [
      "whose bridge has a name that the kernel keeps for its settings",
      (lab) => lab.networks.push({ id: "spare", name: "s", cidr: "10.1.0.0/24", bridge: "all" }),
      "network spare: hosts have all already; give its bridge another name",
    ],
    [
      "whose bridge is another one's",
      (lab) => {
        lab.networks.push({ id: "one", name: "o", cidr: "10.1.0.0/24", bridge: "lvs" });
        lab.networks.push({ id: "other", name: "p", cidr: "10.2.0.0/24", bridge: "lvs" });
      },
      "network other: network one has the bridge lvs already; give it another",
    ],
    [
      "that overlaps another one",
      spare("10.0.0.128/25"),
      "network spare: 10.0.0.128/25 overlaps network server-side 10.0.0.0/24; give them ranges that share no address",
    ],
  ]);
});

describe("fails for an address", () => {
  const rip = (address: string): Change => {
    return (lab) => {
      for (const card of named(lab.machines, "rs2").interfaces) card.address = address;
    };
  };
  const vip = (address: string): Change => {
    return (lab) => {
      const director = named(lab.machines, "lvs");
      director.vip = address;
      for (const each of lab.services) each.vip = address;
      for (const card of director.interfaces) if (card.name === "eth1") card.address = address;
    };
  };
  check([
    [
      "outside of its network",
      rip("10.0.1.17"),
      "real server rs2: 10.0.1.17 is not inside network server-side 10.0.0.0/24; give it an address from 10.0.0.1 to 10.0.0.254",
    ],
    [
      "that is none",
      rip("10.0.0.256"),
      'real server rs2: "10.0.0.256" is not an IPv4 address; give it an address from 10.0.0.1 to 10.0.0.254',
    ],
    [
      "of the network itself",
      rip("10.0.0.0"),
      "real server rs2: 10.0.0.0 is the address of network server-side 10.0.0.0/24 itself; give it an address from 10.0.0.1 to 10.0.0.254",
    ],
    [
      "that broadcasts",
      rip("10.0.0.255"),
      "real server rs2: 10.0.0.255 is the broadcast address of network server-side 10.0.0.0/24; give it an address from 10.0.0.1 to 10.0.0.254",
    ],
    [
      "that another machine has",
      rip("10.0.0.7"),
      "real server rs2: real server rs1 has the address 10.0.0.7 already; give it another one",
    ],
    [
      "of a VIP in the server network",
      vip("10.0.0.100"),
      "director lvs: the VIP 10.0.0.100 is in the server network 10.0.0.0/24; give it an address from 192.168.10.1 to 192.168.10.254",
    ],
    [
      "of a VIP in the server network, given that as its outside too",
      (lab) => {
        vip("10.0.0.100")?.(lab);
        for (const card of named(lab.machines, "lvs").interfaces) card.network = "server-side";
      },
      "director lvs: the VIP 10.0.0.100 is in the server network 10.0.0.0/24; put its outside into another network",
      "director lvs: eth0 and eth1 are both in network server-side; give each interface a network of its own",
    ],
    [
      "of a second VIP out of its network",
      (lab) => {
        for (const card of named(lab.machines, "lvs").interfaces.slice(1)) card.extraAddresses = ["192.168.11.1"];
      },
      "director lvs: 192.168.11.1 is not inside network client-side 192.168.10.0/24; give it an address from 192.168.10.1 to 192.168.10.254",
    ],
    [
      "of a second VIP that the client has",
      (lab) => {
        for (const card of named(lab.machines, "lvs").interfaces.slice(1)) card.extraAddresses = ["192.168.10.6"];
      },
      "director lvs: client client has the address 192.168.10.6 already; give it another one",
    ],
    [
      "of hardware that two names give",
      (lab) => {
        for (const card of named(lab.machines, "rs2").interfaces) card.mac = "mac of rs1 eth0";
      },
      "real server rs2: its name gives eth0 the MAC address mac of rs1 eth0 of real server rs1; give it another name",
    ],
  ]);
});

describe("fails for a gateway", () => {
  check([
    [
      "of a real server that is not the DIP",
      (lab) => (named(lab.machines, "rs1").gateway = "10.0.0.1"),
      "real server rs1: its gateway 10.0.0.1 is not the DIP of director lvs, so replies would not come back through the director; set the gateway to 10.0.0.8",
    ],
    [
      "of a real server without a director",
      (lab) => {
        lab.networks.push({ id: "spare", name: "lvs-nat-spare", cidr: "10.1.0.0/24" });
        lab.machines.push({ ...machine("rs3", "real-server", { spare: "10.1.0.7" }), page: "3" });
      },
      "real server rs3: no director has a DIP in network spare, so replies would not come back through one; give a director that network as its inside",
    ],
    [
      "of a real server that two directors send to",
      (lab) => {
        lab.machines.push({
          ...machine("lvs2", "director", { "server-side": "10.0.0.9", "client-side": "192.168.10.101" }),
          ...{ vip: "192.168.10.101", dip: "10.0.0.9" },
        });
        const realServers = [{ name: "rs1", rip: "10.0.0.7", port: 80, weight: 1 }];
        lab.services.push(serviceOf({ director: "lvs2", vip: "192.168.10.101", realServers }));
      },
      "real server rs1: its gateway 10.0.0.8 is not the DIP of director lvs2, so replies would not come back through that one; let one director send to it",
    ],
    [
      "of a machine that is the machine itself",
      (lab) => (named(lab.machines, "client").gateway = "192.168.10.6"),
      "client client: its gateway 192.168.10.6 is no other machine's address in network client-side 192.168.10.0/24; give it the address of one there, such as a DIP",
    ],
    [
      "of another machine, out of its reach",
      (lab) => (named(lab.machines, "client").gateway = "10.0.0.8"),
      "client client: its gateway 10.0.0.8 is no other machine's address in network client-side 192.168.10.0/24; give it the address of one there, such as a DIP",
    ],
  ]);

  test("but not for the DIP of the director that uses the real server, where there are two", () => {
    const lab = tutorialLab((draft) => {
      draft.machines.push({
        ...machine("lvs2", "director", { "server-side": "10.0.0.9", "client-side": "192.168.10.101" }),
        vip: "192.168.10.101",
        dip: "10.0.0.9",
      });
      draft.machines.push({ ...realServer("rs3", "10.0.0.27"), gateway: "10.0.0.9" });
    });
    expect(labMistakes(lab)).toEqual([]);
  });
});

describe("fails for a client", () => {
  check([
    [
      "that is not there",
      (lab) => (lab.machines = lab.machines.filter(({ name }) => name !== "client")),
      `${service}: no client is in network client-side, so nobody asks it and nothing could be verified; declare a Client there`,
    ],
    [
      "among the real servers",
      (lab) => lab.machines.push(machine("client2", "client", { "server-side": "10.0.0.99" })),
      "client client2: it is in network server-side, where the real servers of director lvs are, so their replies would not come back through the director; put it outside, or declare a Machine instead",
    ],
  ]);
});

describe("fails for a machine", () => {
  check([
    [
      "with too little memory",
      (lab) => (named(lab.machines, "client").memoryMiB = 64),
      "client client: a guest does not boot with 64 MiB of memory; use a whole number of MiB from 256 to 1024000",
    ],
    [
      "with more memory than a CPU can address",
      (lab) => (named(lab.machines, "client").memoryMiB = 2 ** 21),
      "client client: a guest does not boot with 2097152 MiB of memory; use a whole number of MiB from 256 to 1024000",
    ],
    [
      "with half a virtual CPU",
      (lab) => (named(lab.machines, "client").vcpus = 0.5),
      "client client: it can't have 0.5 virtual CPUs; use a whole number from 1 to 255",
    ],
    [
      "without a network",
      (lab) => (named(lab.machines, "client").interfaces = []),
      "client client: it has no network interface; give it at least one",
    ],
    [
      "with more interfaces than its bus has places",
      (lab) => {
        const names = Array.from({ length: 17 }, (_, index) => `spare-${index}`);
        for (const [index, id] of names.entries()) {
          lab.networks.push({ id, name: `lvs-nat-${id}`, cidr: `10.1.${index}.0/24` });
        }
        const addresses = Object.fromEntries(names.map((id, index) => [id, `10.1.${index}.1`]));
        lab.machines.push(machine("monitor", "machine", addresses));
      },
      "machine monitor: its PCI bus has no place for 17 interfaces; use 16 at most",
    ],
  ]);
});

describe("fails for a director", () => {
  check([
    [
      "with a time-out of no time",
      (lab) => (named(lab.machines, "lvs").timeouts = { tcpSeconds: 0, tcpFinSeconds: 120, udpSeconds: 300 }),
      "director lvs: its time-out tcpSeconds can't be 0; use a whole number of seconds from 1 to 2678400",
    ],
    [
      "with a setting of IPVS that the kernel does not take",
      (lab) => (named(lab.machines, "lvs").kernelSettings = { "net.ipv4.vs.drop_entry": "7" }),
      "director lvs: net.ipv4.vs.drop_entry can't be 7; use 0, 1 or 3",
    ],
    [
      "whose networks were exchanged, and of nothing that follows from it",
      (lab) => {
        const [inside, outside] = named(lab.machines, "lvs").interfaces;
        if (!inside || !outside) throw new Error("the tutorial's director has two interfaces");
        [inside.network, outside.network] = [outside.network, inside.network];
      },
      "director lvs: its VIP 192.168.10.100 is in its inside, network client-side 192.168.10.0/24, and its DIP 10.0.0.8 in " +
        "its outside, network server-side 10.0.0.0/24; exchange outside and inside, or vip and dip",
    ],
    [
      "whose addresses were exchanged, with gateways that are taken from it",
      (lab) => {
        const lvs = named(lab.machines, "lvs");
        const [inside, outside] = lvs.interfaces;
        if (!inside || !outside) throw new Error("the tutorial's director has two interfaces");
        [inside.address, outside.address] = [outside.address, inside.address];
        [lvs.vip, lvs.dip] = [lvs.dip, lvs.vip];
        for (const service of lab.services) service.vip = `${lvs.vip}`;
        for (const machine of lab.machines.filter(({ role }) => role === "real-server")) machine.gateway = lvs.dip;
      },
      "director lvs: its VIP 10.0.0.8 is in its inside, network server-side 10.0.0.0/24, and its DIP 192.168.10.100 in " +
        "its outside, network client-side 192.168.10.0/24; exchange outside and inside, or vip and dip",
    ],
  ]);
});

describe("fails for a real server", () => {
  check([
    [
      "with an empty page",
      (lab) => (named(lab.machines, "rs1").page = ""),
      "real server rs1: its page is empty; give it a line of text that tells it from the others",
    ],
    [
      "with a blank page",
      (lab) => (named(lab.machines, "rs1").page = " "),
      "real server rs1: its page is empty; give it a line of text that tells it from the others",
    ],
    [
      "with a page that is no line to be read",
      (lab) => (named(lab.machines, "rs1").page = "x".repeat(5000)),
      "real server rs1: its page has 5000 bytes; use at most 4096, and files for what is longer",
    ],
    [
      "with the page of another",
      (lab) => (named(lab.machines, "rs2").page = "10.0.0.7 rs1"),
      "real server rs2: its page is real server rs1's too; give it a text that tells it from the others",
    ],
    [
      "with a control character in its page",
      (lab) => (named(lab.machines, "rs1").page = "bell\u0007"),
      "real server rs1: its page has the control character U+0007 as character 5; use printable text on one line",
    ],
    [
      "with a page of two lines",
      (lab) => (named(lab.machines, "rs1").page = "one\ntwo"),
      "real server rs1: its page has the control character U+000A as character 4; use printable text on one line",
    ],
    [
      "with an empty answer to datagrams",
      (lab) => (named(lab.machines, "rs1").udpAnswer = ""),
      "real server rs1: its udpAnswer is empty; give it a line of text that tells it from the others",
    ],
  ]);
});

describe("fails for a virtual service", () => {
  const changed = (...change: Parameters<typeof serviceOf>): Change => {
    return (lab) => (lab.services = [serviceOf(...change)]);
  };
  const also = (...more: ServiceDescription[]): Change => {
    return (lab) => (lab.services = [serviceOf(), ...structuredClone(more)] as typeof lab.services);
  };
  const marked = "virtual service of firewall mark 1 of director lvs";
  const rs1 = { name: "rs1", rip: "10.0.0.7", port: 80, weight: 1 };
  check([
    [
      "on a port that does not exist",
      changed({ port: 0 }),
      "virtual service 192.168.10.100:0 of director lvs: 0 is not a TCP port; use a whole number from 1 to 65535",
    ],
    [
      "of a protocol that is not served",
      changed({ protocol: "sctp" as "tcp" }),
      'virtual service sctp 192.168.10.100:80 of director lvs: "sctp" is not a protocol of virtual services here; use tcp or udp',
    ],
    [
      "on an address that the director does not have",
      changed({ vip: "192.168.10.101" }),
      "virtual service 192.168.10.101:80 of director lvs: the director does not have that address; use 192.168.10.100, or add it to its extraVips",
    ],
    [
      "on the DIP",
      changed({ vip: "10.0.0.8" }),
      "virtual service 10.0.0.8:80 of director lvs: that is the DIP, in the real servers' own network, so that no reply would come back through the director; use 192.168.10.100",
    ],
    [
      "with an unknown scheduler",
      changed({ scheduler: "wwrr" as "wrr" }),
      `${service}: the kernel has no scheduler "wwrr"; use one of rr, wrr, lc, wlc, lblc, lblcr, sh, dh, sed, nq, fo, ovf, mh, twos`,
    ],
    [
      "with an unknown flag",
      changed({ schedulerFlags: ["rr-port" as "sh-port"] }),
      `${service}: ipvsadm has no scheduler flag "rr-port"; use one of sh-fallback, sh-port, mh-fallback, mh-port`,
    ],
    [
      "with a flag of another scheduler",
      changed({ scheduler: "mh", schedulerFlags: ["sh-port", "mh-port"] }),
      `${service}: scheduler mh has no flag sh-port; leave it out, or use the scheduler sh`,
    ],
    [
      "with a flag twice",
      changed({ scheduler: "mh", schedulerFlags: ["mh-port", "mh-port"] }),
      `${service}: its scheduler flag mh-port is given twice; give it once`,
    ],
    [
      "with a weight that its scheduler ignores",
      changed({ scheduler: "rr", realServers: [{ ...rs1, weight: 3 }] }),
      `${service}: scheduler rr ignores the weight 3 of real server rs1; leave it out, or use the scheduler wrr`,
    ],
    [
      "with a weight where no scheduler of the kind weighs",
      changed({ scheduler: "dh", realServers: [{ ...rs1, weight: 3 }] }),
      `${service}: scheduler dh ignores the weight 3 of real server rs1; leave it out`,
    ],
    [
      "that is persistent for no time",
      changed({ persistence: { timeoutSeconds: 0, netmask: "255.255.255.255" } }),
      `${service}: it can't remember clients for 0 s; use a whole number of seconds from 1 to 2678400`,
    ],
    [
      "that is persistent under a mask with a gap",
      changed({ persistence: { timeoutSeconds: 300, netmask: "255.0.255.0" } }),
      `${service}: "255.0.255.0" is not a netmask; use one such as 255.255.255.0`,
    ],
    [
      "that is declared twice",
      also(serviceOf({ realServers: [] })),
      `${service}: it is declared twice; put all its real servers into one`,
    ],
    [
      "that has a real server twice",
      changed({ realServers: [rs1, { ...rs1, weight: 2 }] }),
      `${service}: real server rs1 is added twice; add it once, with the weight it is to have`,
    ],
    [
      "that has a real server of another lab",
      changed({ realServers: [rs1, { name: "rs9", rip: "10.0.0.9", port: 80, weight: 1 }] }),
      `${service}: real server rs9 is not in lab lvs-nat; declare it there`,
    ],
    [
      "that maps to a port that does not exist",
      changed({ realServers: [{ ...rs1, port: 65536 }] }),
      `${service}: real server rs1 can't listen on port 65536; use a whole number from 1 to 65535`,
    ],
    [
      "of UDP to a web server",
      changed({ protocol: "udp", port: 53, realServers: [{ ...rs1, port: 53 }] }),
      "virtual service udp 192.168.10.100:53 of director lvs: real server rs1 serves HTTP, which is TCP; give it a udpAnswer, or send it no UDP",
    ],
    [
      "of a firewall mark that does not exist",
      also(markedService({ firewallMark: 0 })),
      "virtual service of firewall mark 0 of director lvs: 0 is not a firewall mark; use a whole number from 1 to 2147483647",
    ],
    [
      "of a firewall mark that nothing gets",
      also(markedService({ matches: [] })),
      `${marked}: nothing gets its mark; give it at least one port in matches`,
    ],
    [
      "of a firewall mark that is declared twice",
      also(markedService(), markedService({ matches: [{ protocol: "tcp", port: 9000 }] })),
      `${marked}: it is declared twice; put all its real servers into one`,
    ],
    [
      "of a firewall mark that has a port twice",
      also(
        markedService({
          matches: [
            { protocol: "tcp", port: 8000 },
            { protocol: "tcp", port: 8000 },
          ],
        }),
      ),
      `${marked}: its matches have tcp 192.168.10.100:8000 twice; name it once`,
    ],
    [
      "of a firewall mark that takes the port of another service",
      also(markedService({ matches: [{ protocol: "tcp", port: 80 }] })),
      `${marked}: ${service} takes tcp 192.168.10.100:80 already; give it to one of them`,
    ],
    [
      "of a firewall mark that maps ports",
      also(markedService({ realServers: [{ ...rs1, port: 8080 }] })),
      `${marked}: a firewall mark keeps the port that the client sent to, and real server rs1 is added with port 8080; leave it out, or declare a service for each port`,
    ],
    [
      "that has a real server with a way around the director",
      (lab) => {
        const [, eth1] = machine("rs2", "real-server", {
          other: "10.9.9.9",
          "client-side": "192.168.10.17",
        }).interfaces;
        if (eth1) named(lab.machines, "rs2").interfaces.push(eth1);
      },
      `${service}: real server rs2 has eth1 in network client-side too, so replies to clients there would not come back through the director; leave that interface out`,
    ],
    [
      "that has a real server out of the director's reach",
      (lab) => {
        const server = named(lab.machines, "rs2");
        server.gateway = "192.168.10.100";
        server.interfaces = machine("rs2", "real-server", { "client-side": "192.168.10.17" }).interfaces;
      },
      "real server rs2: no director has a DIP in network client-side, so replies would not come back through one; give a director that network as its inside",
      `${service}: real server rs2 is in network client-side, and the director's DIP is in server-side; put both into one`,
    ],
  ]);

  test("but not for one on a second VIP", () => {
    const lab = tutorialLab((draft) => {
      for (const card of named(draft.machines, "lvs").interfaces.slice(1)) card.extraAddresses = ["192.168.10.101"];
      draft.services.push(serviceOf({ vip: "192.168.10.101" }));
    });
    expect(labMistakes(lab)).toEqual([]);
  });

  test("but not for TCP and UDP on one port, a real server on two ports, weights that count, or weight 0", () => {
    const lab = tutorialLab((draft) => {
      named(draft.machines, "rs1").udpAnswer = "rs1";
      draft.services = [
        serviceOf({ realServers: [rs1, { ...rs1, port: 8080, weight: 3 }] }),
        serviceOf({ protocol: "udp", scheduler: "rr", realServers: [{ ...rs1, weight: 0 }] }),
        markedService(),
      ];
    });
    expect(labMistakes(lab)).toEqual([]);
  });

  test.each([-1, 65536, 1.5, Number.NaN])("that gives a real server the weight %p", (weight) => {
    const lab = tutorialLab(({ services }) => {
      for (const destination of services.flatMap(({ realServers }) => realServers).slice(0, 1))
        destination.weight = weight;
    });
    expect(labMistakes(lab)).toEqual([
      `${service}: real server rs1 can't have the weight ${weight}; use a whole number from 0 to 65535`,
    ]);
  });
});

test("reports all mistakes together", () => {
  const lab = tutorialLab(({ machines, services }) => {
    named(machines, "rs1").gateway = "10.0.0.1";
    named(machines, "client").memoryMiB = 1;
    services.push(serviceOf({ port: 70000 }));
  });
  expect(labMistakes(lab)).toHaveLength(3);
});

/** A table of what is wrong, how, and the sentences that are to come of it: all of them, and no others. */
function check(rows: readonly [string, Change, ...string[]][]): void {
  test.each(rows)("%s", (_, change, ...sentences) => {
    expect(labMistakes(tutorialLab(change))).toEqual(sentences);
  });
}

import { guestOf } from "../../../constructs/cloud-init/guest";
import { kernelSettingsSetup } from "../../../constructs/cloud-init/kernel-settings";
import { giveBackOriginals } from "../../../constructs/cloud-init/originals";
import { webServerSetup } from "../../../constructs/cloud-init/web-server";
import type { DeployedLab } from "../../../constructs/lab-description";
import { differences } from "../../../scripts/settings/differences";
import type { GuestState } from "../../../scripts/settings/guest-state";
import { readState } from "../../../scripts/settings/observe";
import { named, tutorialLab } from "../constructs/tutorial-lab";

const described = tutorialLab((lab) => {
  named(lab.machines, "lvs").kernelSettings = { "net.ipv4.ip_forward": "1" };
});
const server = webServerSetup("debian", { serverName: "rs1", page: "10.0.0.7 rs1", ports: [80] });
const forwarding = kernelSettingsSetup({ "net.ipv4.ip_forward": "1" });
const lab: DeployedLab = {
  ...described,
  guests: {
    lvs: guestOf(described, named(described.machines, "lvs"), [forwarding]).description,
    rs1: guestOf(described, named(described.machines, "rs1"), server).description,
  },
};

const filesOf = (name: string) =>
  Object.fromEntries(lab.guests[name]?.settings.flatMap(({ files }) => files.map((f) => [f.path, f.content])) ?? []);

const healthyServer: GuestState = {
  booted: true,
  files: filesOf("rs1"),
  modes: {},
  kernelSettings: { "kernel.hostname": "rs1", "net.ipv4.ip_forward": "0" },
  services: { apache2: "active" },
  atBoot: { apache2: "enabled" },
  addresses: { lo: ["127.0.0.1/8"], eth0: ["10.0.0.7/24"] },
  gateways: ["10.0.0.8"],
  otherRoutes: [],
  firewall: [],
  nftables: new Map(),
  declaredNftables: new Map(),
  ipvsSettings: [],
  timeouts: "",
  rules: "",
};

const healthyDirector: GuestState = {
  booted: true,
  files: filesOf("lvs"),
  modes: {},
  kernelSettings: { "kernel.hostname": "lvs", "net.ipv4.ip_forward": "1" },
  services: {},
  atBoot: {},
  addresses: { eth0: ["10.0.0.8/24"], eth1: ["192.168.10.100/24"] },
  gateways: [],
  otherRoutes: [],
  firewall: [],
  nftables: new Map(),
  declaredNftables: new Map(),
  ipvsSettings: [{ name: "net.ipv4.vs.conntrack", value: "0", byItself: "0" }],
  timeouts: "900 120 300",
  rules: `-A -t 192.168.10.100:80 -s wrr
-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1
-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1
`,
};

/** What is found at a machine, and the programs that mend it, as text. */
function found(name: string, state: GuestState): [string, string][] {
  return differences(lab, named(lab.machines, name), state).map(({ words, write, commands }) => [
    words,
    [...(write ? [`write ${write.path}`] : []), ...commands.map((command) => command.join(" "))].join("; "),
  ]);
}

test("a guest that is as declared has no difference", () => {
  expect(found("rs1", healthyServer)).toEqual([]);
  expect(found("lvs", healthyDirector)).toEqual([]);
});

test("forwarding that was switched off", () => {
  expect(
    found("lvs", {
      ...healthyDirector,
      kernelSettings: { ...healthyDirector.kernelSettings, "net.ipv4.ip_forward": "0" },
    }),
  ).toEqual([["net.ipv4.ip_forward is 0, not 1", "sysctl --quiet --write net.ipv4.ip_forward=1"]]);
});

test("a host name that was changed", () => {
  const kernelSettings = { ...healthyServer.kernelSettings, "kernel.hostname": "web" };

  expect(found("rs1", { ...healthyServer, kernelSettings })).toEqual([
    ["kernel.hostname is web, not rs1", "sysctl --quiet --write kernel.hostname=rs1"],
  ]);
});

test("time-outs that were set", () => {
  expect(found("lvs", { ...healthyDirector, timeouts: "5 120 300" })).toEqual([
    ["the time-outs (tcp tcpfin udp) are 5 120 300, not 900 120 300", "ipvsadm --set 900 120 300"],
  ]);
});

test("settings of IPVS that nobody declares get the kernel's own values", () => {
  const ipvsSettings = [{ name: "net.ipv4.vs.conntrack", value: "1", byItself: "0" }];

  expect(found("lvs", { ...healthyDirector, ipvsSettings })).toEqual([
    ["net.ipv4.vs.conntrack is 1, which is not declared", "sysctl --quiet --write net.ipv4.vs.conntrack=0"],
  ]);
});

test("rules of a firewall and routes that nobody declares", () => {
  const firewall = [{ rule: "-A FORWARD -j DROP", table: "filter", undo: "-D FORWARD -j DROP" }];

  expect(found("rs1", { ...healthyServer, firewall, otherRoutes: ["10.9.0.0/24"] })).toEqual([
    ["it has a route to 10.9.0.0/24, which is not declared", "ip route delete 10.9.0.0/24"],
    [
      'the firewall has "-A FORWARD -j DROP" in table filter, which is not declared',
      'sh -c iptables -t "$1" $2 || true sh filter -D FORWARD -j DROP',
    ],
  ]);
});

test("a rule that was deleted", () => {
  const rules = healthyDirector.rules.replace("-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1\n", "");

  expect(found("lvs", { ...healthyDirector, rules })).toEqual([
    [
      "virtual service tcp 192.168.10.100:80 lacks the real server 10.0.0.7:80, weight 1",
      "ipvsadm -a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
    ],
  ]);
});

test("a page that was edited is written, and the web server is left alone", () => {
  const files = { ...healthyServer.files, "/var/www/html/index.html": "hello\n" };

  expect(found("rs1", { ...healthyServer, files })).toEqual([
    ['/var/www/html/index.html: "hello" → "10.0.0.7 rs1"', "write /var/www/html/index.html"],
  ]);
});

test("another port makes the web server read its files again, once", () => {
  const files = { ...healthyServer.files, "/etc/apache2/ports.conf": undefined };
  const other = { ...files, "/etc/apache2/sites-available/000-default.conf": "\n" };

  expect(found("rs1", { ...healthyServer, files: other }).map(([, commands]) => commands)).toEqual([
    "write /etc/apache2/ports.conf",
    "write /etc/apache2/sites-available/000-default.conf; systemctl reload-or-restart apache2",
  ]);
});

test("an address of its loopback that nobody declared", () => {
  const addresses = { ...healthyServer.addresses, lo: ["127.0.0.1/8", "192.168.10.100/32"] };
  expect(found("rs1", { ...healthyServer, addresses })).toEqual([
    ["lo has the address 192.168.10.100/32, which is not declared", "ip address delete 192.168.10.100/32 dev lo"],
  ]);
});

test("a web server that was stopped", () => {
  expect(found("rs1", { ...healthyServer, services: { apache2: "inactive" } })).toEqual([
    ["apache2 is inactive, not active", "systemctl restart apache2"],
  ]);
});

test("another default route", () => {
  expect(found("rs1", { ...healthyServer, gateways: ["10.0.0.1"] })).toEqual([
    [
      "the default route is 10.0.0.1, not 10.0.0.8",
      "ip route delete default via 10.0.0.1; ip route replace default via 10.0.0.8 proto static",
    ],
  ]);
});

test("an address that was removed, and one that was added", () => {
  const addresses = { ...healthyServer.addresses, eth0: ["10.0.0.99/24"] };

  expect(found("rs1", { ...healthyServer, addresses })).toEqual([
    [
      "eth0 does not have the address 10.0.0.7/24",
      "ip link set eth0 up; ip address replace 10.0.0.7/24 broadcast + dev eth0",
    ],
    ["eth0 has the address 10.0.0.99/24, which is not declared", "ip address delete 10.0.0.99/24 dev eth0"],
  ]);
});

test("a setting that is not declared any more is taken back", () => {
  const record = [
    { name: "UDP answers", paths: ["/etc/udp-answer"], content: "", undo: [["systemctl", "stop", "it"]] },
  ];

  expect(found("rs1", { ...healthyServer, record })).toEqual([
    [
      "/etc/udp-answer is not declared any more (UDP answers)",
      `systemctl stop it; sh -c ${giveBackOriginals} sh /etc/udp-answer`,
    ],
  ]);
});

test("a service that is not started at boot", () => {
  expect(found("rs1", { ...healthyServer, atBoot: { apache2: "masked" } })).toEqual([
    ["apache2 is masked at boot, not enabled", "systemctl unmask apache2; systemctl enable apache2"],
  ]);
});

test("tables of nftables that were added or changed are named", () => {
  const marks = "table ip lab {\n\tmeta mark set 1\n}";
  const state = {
    ...healthyDirector,
    nftables: new Map([
      ["inet own", "table inet own {\n}"],
      ["ip lab", "table ip lab {\n}"],
    ]),
    declaredNftables: new Map([["ip lab", marks]]),
  };

  expect(found("lvs", state).map(([words]) => words)).toEqual([
    "nftables has the table inet own, which is not declared",
    `nftables' table ip lab lacks "\\tmeta mark set 1"`,
  ]);
});

test("a file that others may not read any more", () => {
  const page = "/var/www/html/index.html";

  expect(found("rs1", { ...healthyServer, modes: { [page]: "600", "/etc/hosts": "644" } })).toEqual([
    [`${page} has mode 600, not 644`, `write ${page}`],
  ]);
});

test("what the guest prints is read", () => {
  const output = `== record
null

== sizes
6 644 /a
3 600 /c d
== files
aGVsbG8KaG8K
== settings
net.ipv4.ip_forward = 1
net.ipv4.vs.sync_threshold = 3	50
== services
ActiveState=active
UnitFileState=static

ActiveState=active
UnitFileState=disabled
== addresses and routes
[{"ifname":"eth0","addr_info":[{"family":"inet","local":"10.0.0.7","prefixlen":24}]}]
[{"dst":"default","gateway":"10.0.0.8"},{"dst":"10.0.0.0/24","protocol":"kernel"},{"dst":"10.9.0.0/24"}]
== firewall
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
-A FORWARD -j DROP
COMMIT
== nftables
table ip filter {
	chain INPUT {
	}
}
table inet own {
	chain c {
		tcp dport 80 drop
	}
}
== nftables declared
table ip lab {
}
== ipvs
conntrack:1
sync_threshold:3	50
== ipvs by itself
conntrack:0
sync_threshold:3	50
== timeouts
Timeout (tcp tcpfin udp): 900 120 300
== rules
-A -t 10.1.1.1:80 -s rr
`;

  expect(readState(output, ["/a", "/b", "/c d"], ["apache2"])).toEqual({
    booted: true,
    record: undefined,
    files: { "/a": "hello\n", "/b": undefined, "/c d": "ho\n" },
    modes: { "/a": "644", "/c d": "600" },
    kernelSettings: { "net.ipv4.ip_forward": "1", "net.ipv4.vs.sync_threshold": "3 50" },
    services: { apache2: "active" },
    atBoot: { apache2: "disabled" },
    addresses: { eth0: ["10.0.0.7/24"] },
    gateways: ["10.0.0.8"],
    otherRoutes: ["10.9.0.0/24"],
    firewall: [
      { rule: "-P FORWARD DROP", table: "filter", undo: "-P FORWARD ACCEPT" },
      { rule: "-A FORWARD -j DROP", table: "filter", undo: "-D FORWARD -j DROP" },
    ],
    nftables: new Map([["inet own", "table inet own {\n\tchain c {\n\t\ttcp dport 80 drop\n\t}\n}"]]),
    declaredNftables: new Map([["ip lab", "table ip lab {\n}"]]),
    ipvsSettings: [
      { name: "net.ipv4.vs.conntrack", value: "1", byItself: "0" },
      { name: "net.ipv4.vs.sync_threshold", value: "3 50", byItself: "3 50" },
    ],
    timeouts: "900 120 300",
    rules: "-A -t 10.1.1.1:80 -s rr",
  });
});

import { firewallMarksSetup, markingRules } from "../../../../constructs/cloud-init/firewall-marks";
import type { GuestSetup } from "../../../../constructs/cloud-init/guest-setup";
import { ipvsSetup } from "../../../../constructs/cloud-init/ipvs";
import { ipvsadmRules } from "../../../../constructs/cloud-init/ipvsadm-rules";
import { kernelSettingsSetup } from "../../../../constructs/cloud-init/kernel-settings";
import { udpAnswererSetup } from "../../../../constructs/cloud-init/udp-answerer";
import { webServerSetup } from "../../../../constructs/cloud-init/web-server";
import { markedService, service, tutorialLab } from "../tutorial-lab";

const rules = [
  "-A -t 192.168.10.100:80 -s wrr",
  "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
  "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
  "",
].join("\n");

/** All files and commands of several setups. */
function whole(setups: readonly GuestSetup[]) {
  return { files: setups.flatMap(({ files }) => files), commands: setups.flatMap(({ commands }) => commands) };
}

describe("a web server", () => {
  const server = { serverName: "rs1", page: "10.0.0.7 rs1", ports: [80, 8080] };

  test("has the page, listens on its ports and comes back at boot, on Debian", () => {
    expect(whole(webServerSetup("debian", server))).toEqual({
      files: [
        { path: "/var/www/html/index.html", content: "10.0.0.7 rs1\n" },
        { path: "/etc/apache2/conf-enabled/server-name.conf", content: "ServerName rs1\n" },
        { path: "/etc/apache2/ports.conf", content: "Listen 80\nListen 8080\n" },
        {
          path: "/etc/apache2/sites-available/000-default.conf",
          content: [
            "<VirtualHost *:80 *:8080>",
            "\tDocumentRoot /var/www/html",
            `\tErrorLog \${APACHE_LOG_DIR}/error.log`,
            `\tCustomLog \${APACHE_LOG_DIR}/access.log combined`,
            "</VirtualHost>",
            "",
          ].join("\n"),
        },
      ],
      commands: [
        ["systemctl", "--root=/", "enable", "apache2"],
        ["systemctl", "start", "apache2"],
      ],
    });
  });

  test("has the page, listens on its ports and comes back at boot, on the RHEL family", () => {
    expect(whole(webServerSetup("rhel", server))).toEqual({
      files: [
        { path: "/var/www/html/index.html", content: "10.0.0.7 rs1\n" },
        { path: "/etc/httpd/conf.d/server-name.conf", content: "ServerName rs1\n" },
        { path: "/etc/httpd/conf.d/ports.conf", content: "Listen 80\nListen 8080\n" },
      ],
      commands: [
        ["sed", "-i", "/^Listen /d", "/etc/httpd/conf/httpd.conf"],
        ["systemctl", "--root=/", "enable", "httpd"],
        ["systemctl", "start", "httpd"],
      ],
    });
  });
});

describe("IPVS", () => {
  const { services } = tutorialLab();

  test("is loaded by Debian's ipvsadm service, now and at each boot", () => {
    expect(ipvsSetup("debian", services)).toMatchObject({
      files: [
        { path: "/etc/ipvsadm.rules", content: rules },
        { path: "/etc/default/ipvsadm", content: 'AUTO="true"\nDAEMON="none"\n' },
      ],
      commands: [],
    });
  });

  test("is loaded by the RHEL family's ipvsadm service, now and at each boot", () => {
    expect(ipvsSetup("rhel", services)).toMatchObject({
      files: [{ path: "/etc/sysconfig/ipvsadm", content: rules }],
      commands: [
        ["systemctl", "--root=/", "enable", "ipvsadm"],
        ["systemctl", "start", "ipvsadm"],
      ],
    });
  });

  test("maps ports and weighs", () => {
    const realServers = [{ name: "rs1", rip: "10.0.0.7", port: 8080, weight: 3 }];
    expect(ipvsadmRules([service({ realServers })])).toBe(
      "-A -t 192.168.10.100:80 -s wrr\n-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 3\n",
    );
  });

  test("takes UDP", () => {
    expect(ipvsadmRules([service({ protocol: "udp", port: 53, realServers: [] })])).toBe(
      "-A -u 192.168.10.100:53 -s wrr\n",
    );
  });

  test("keeps clients at their real servers, and tells the scheduler what it is to do", () => {
    const persistence = { timeoutSeconds: 360, netmask: "255.255.255.0" };
    const flags = { scheduler: "sh" as const, schedulerFlags: ["sh-fallback" as const, "sh-port" as const] };
    expect(ipvsadmRules([service({ ...flags, persistence, realServers: [] })])).toBe(
      "-A -t 192.168.10.100:80 -s sh -p 360 -M 255.255.255.0 -b sh-fallback,sh-port\n",
    );
  });

  test("takes a firewall mark, and leaves the port to the client", () => {
    expect(ipvsadmRules([markedService()])).toBe(
      "-A -f 1 -s rr\n-a -f 1 -r 10.0.0.7:0 -m -w 1\n-a -f 1 -r 10.0.0.17:0 -m -w 1\n",
    );
  });

  test("is told its time-outs before its services", () => {
    const timeouts = { tcpSeconds: 60, tcpFinSeconds: 10, udpSeconds: 5 };
    expect(ipvsadmRules([service({ realServers: [] })], timeouts)).toBe(
      "--set 60 10 5\n-A -t 192.168.10.100:80 -s wrr\n",
    );
  });
});

describe("firewall marks", () => {
  test("need nothing where no service has one", () => {
    expect(firewallMarksSetup("debian", [service()])).toEqual([]);
  });

  test.each([
    ["debian", "/etc/nftables.conf"],
    ["rhel", "/etc/sysconfig/nftables.conf"],
  ] as const)("are set by the nftables service of the family %s, now and at each boot", (family, path) => {
    const [setup] = firewallMarksSetup(family, [service(), markedService()]);
    expect(setup?.files).toEqual([{ path, content: expect.stringContaining("meta mark set 1") }]);
    expect(setup?.commands).toEqual([
      ["systemctl", "--root=/", "enable", "nftables"],
      ["systemctl", "start", "nftables"],
    ]);
  });

  test("are set on the ports of the VIP before packets are routed", () => {
    const udp = { protocol: "udp" as const, port: 53 };
    const rules = markingRules([markedService(), markedService({ firewallMark: 7, matches: [udp] })]);
    expect(rules).toMatchInlineSnapshot(`
"flush ruleset

table ip lab {
	chain marks {
		type filter hook prerouting priority mangle; policy accept;
		ip daddr 192.168.10.100 tcp dport { 8000, 8443 } meta mark set 1
		ip daddr 192.168.10.100 udp dport { 53 } meta mark set 7
	}
}
"
`);
  });
});

test("datagrams are answered by a unit for each port, now and at each boot", () => {
  const { files, commands } = udpAnswererSetup("10.0.0.7 rs1", [53, 5353]);
  expect(files[0]).toEqual({ path: "/etc/udp-answer", content: "10.0.0.7 rs1\n" });
  expect(files[1]?.path).toBe("/etc/systemd/system/udp-answer@.service");
  expect(files[1]?.content).toContain('ExecStart=socat UDP4-RECVFROM:%i,fork "EXEC:cat /etc/udp-answer"\n');
  expect(files[2]?.content).toContain("Wants=udp-answer@53.service udp-answer@5353.service\n");
  expect(commands).toEqual([
    ["systemctl", "--root=/", "enable", "udp-answer.target"],
    ["systemctl", "start", "udp-answer.target"],
  ]);
});

test("IPVS's settings hold from the moment its module is loaded, which is before them", () => {
  const { files, commands } = kernelSettingsSetup({ "net.ipv4.ip_forward": "1", "net.ipv4.vs.conntrack": "1" });
  expect(files).toEqual([
    { path: "/etc/modules-load.d/lvs-nat.conf", content: "ip_vs\n" },
    { path: "/etc/sysctl.d/90-lvs-nat.conf", content: "net.ipv4.ip_forward = 1\nnet.ipv4.vs.conntrack = 1\n" },
  ]);
  expect(commands[0]).toEqual(["modprobe", "ip_vs"]);
});

test("kernel settings hold now and after a reboot", () => {
  expect(kernelSettingsSetup({ "net.ipv4.ip_forward": "1" })).toMatchObject({
    files: [{ path: "/etc/sysctl.d/90-lvs-nat.conf", content: "net.ipv4.ip_forward = 1\n" }],
    commands: [["sysctl", "--quiet", "--load", "/etc/sysctl.d/90-lvs-nat.conf"]],
  });
});

import { ipvsSetup } from "../../../../constructs/cloud-init/ipvs";
import { kernelSettingsSetup } from "../../../../constructs/cloud-init/kernel-settings";
import { webServerSetup } from "../../../../constructs/cloud-init/web-server";
import { tutorialLab } from "../tutorial-lab";

const rules = [
  "-A -t 192.168.10.100:80 -s wrr",
  "-a -t 192.168.10.100:80 -r 10.0.0.7:80 -m -w 1",
  "-a -t 192.168.10.100:80 -r 10.0.0.17:80 -m -w 1",
  "",
].join("\n");

describe("a web server", () => {
  const server = { serverName: "rs1", page: "10.0.0.7 rs1", port: 8080 };

  test("has the page, listens on its port and comes back at boot, on Debian", () => {
    expect(webServerSetup("debian", server)).toEqual({
      files: [
        { path: "/var/www/html/index.html", content: "10.0.0.7 rs1\n" },
        { path: "/etc/apache2/conf-enabled/server-name.conf", content: "ServerName rs1\n" },
        { path: "/etc/apache2/ports.conf", content: "Listen 8080\n" },
        {
          path: "/etc/apache2/sites-available/000-default.conf",
          content: [
            "<VirtualHost *:8080>",
            "\tDocumentRoot /var/www/html",
            `\tErrorLog \${APACHE_LOG_DIR}/error.log`,
            `\tCustomLog \${APACHE_LOG_DIR}/access.log combined`,
            "</VirtualHost>",
            "",
          ].join("\n"),
        },
      ],
      commands: [
        ["systemctl", "enable", "--no-reload", "apache2"],
        ["systemctl", "start", "apache2"],
      ],
    });
  });

  test("has the page, listens on its port and comes back at boot, on the RHEL family", () => {
    expect(webServerSetup("rhel", server)).toEqual({
      files: [
        { path: "/var/www/html/index.html", content: "10.0.0.7 rs1\n" },
        { path: "/etc/httpd/conf.d/server-name.conf", content: "ServerName rs1\n" },
      ],
      commands: [
        ["sed", "-i", "s/^Listen .*/Listen 8080/", "/etc/httpd/conf/httpd.conf"],
        ["systemctl", "enable", "--no-reload", "httpd"],
        ["systemctl", "start", "httpd"],
      ],
    });
  });
});

describe("IPVS", () => {
  const { services } = tutorialLab();

  test("is loaded by Debian's ipvsadm service, now and at each boot", () => {
    expect(ipvsSetup("debian", services)).toEqual({
      files: [
        { path: "/etc/ipvsadm.rules", content: rules },
        { path: "/etc/default/ipvsadm", content: 'AUTO="true"\nDAEMON="none"\n' },
      ],
      commands: [],
    });
  });

  test("is loaded by the RHEL family's ipvsadm service, now and at each boot", () => {
    expect(ipvsSetup("rhel", services)).toEqual({
      files: [{ path: "/etc/sysconfig/ipvsadm", content: rules }],
      commands: [
        ["systemctl", "enable", "--no-reload", "ipvsadm"],
        ["systemctl", "start", "ipvsadm"],
      ],
    });
  });

  test("maps ports and weighs", () => {
    const lab = tutorialLab((draft) => {
      for (const service of draft.services)
        service.realServers = [{ name: "rs1", rip: "10.0.0.7", port: 8080, weight: 3 }];
    });
    expect(ipvsSetup("debian", lab.services).files[0]?.content).toBe(
      "-A -t 192.168.10.100:80 -s wrr\n-a -t 192.168.10.100:80 -r 10.0.0.7:8080 -m -w 3\n",
    );
  });
});

test("kernel settings hold now and after a reboot", () => {
  expect(kernelSettingsSetup({ "net.ipv4.ip_forward": "1" })).toEqual({
    files: [{ path: "/etc/sysctl.d/90-lvs-nat.conf", content: "net.ipv4.ip_forward = 1\n" }],
    commands: [["sysctl", "--quiet", "--load", "/etc/sysctl.d/90-lvs-nat.conf"]],
  });
});

import type { GuestImage } from "../image/guest-image";
import { guestFamilies } from "./guest-family";
import type { GuestFile, GuestSetup } from "./guest-setup";

export interface WebServer {
  /** The name that the server gives itself; without one it warns at each start. */
  readonly serverName: string;
  readonly page: string;
  /** At least one. */
  readonly ports: readonly number[];
}

/** A web server that answers with one page, on all its ports. */
export function webServerSetup(family: GuestImage["family"], server: WebServer): readonly GuestSetup[] {
  const { webService } = guestFamilies[family];
  const { files, commands } = family === "debian" ? debianListen(server) : rhelListen(server);
  const page = { path: "/var/www/html/index.html", content: `${server.page}\n` };
  return [
    { name: "page", files: [page], commands: [], reload: [] }, // it is read anew for each request
    {
      name: "web server",
      files,
      // --root: the manager need not know before the next boot. Telling it now takes a second, or it warns of what has changed.
      commands: [...commands, ["systemctl", "--root=/", "enable", webService], ["systemctl", "start", webService]],
      // Connections that are open are served to their end: https://httpd.apache.org/docs/2.4/stopping.html#graceful
      // A server that somebody has stopped cannot reload, and is started.
      reload: [...commands, ["systemctl", "reload-or-restart", webService]],
    },
  ];
}

function debianListen({ serverName, ports }: WebServer): Pick<GuestSetup, "files" | "commands"> {
  return {
    files: [
      serverNameFile("/etc/apache2/conf-enabled/server-name.conf", serverName),
      { path: "/etc/apache2/ports.conf", content: listenLines(ports) },
      {
        path: "/etc/apache2/sites-available/000-default.conf",
        content: `<VirtualHost ${ports.map((port) => `*:${port}`).join(" ")}>
	DocumentRoot /var/www/html
	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
      },
    ],
    commands: [],
  };
}

// The RHEL family's port is a line among many others of one large file.
function rhelListen({ serverName, ports }: WebServer): Pick<GuestSetup, "files" | "commands"> {
  return {
    files: [
      serverNameFile("/etc/httpd/conf.d/server-name.conf", serverName),
      { path: "/etc/httpd/conf.d/ports.conf", content: listenLines(ports) },
    ],
    commands: [["sed", "-i", "/^Listen /d", "/etc/httpd/conf/httpd.conf"]],
  };
}

function listenLines(ports: readonly number[]): string {
  return ports.map((port) => `Listen ${port}\n`).join("");
}

function serverNameFile(path: string, serverName: string): GuestFile {
  return { path, content: `ServerName ${serverName}\n` };
}

import type { GuestImage } from "../image/guest-image";

/** Names and paths in which the distributions differ. */
export interface GuestFamily {
  /** The web server's systemd service. */
  readonly webService: string;
  readonly accessLog: string;
  /** The file that the distribution's ipvsadm service loads at boot, as `ipvsadm -R` reads it. */
  readonly ipvsadmRules: string;
  /** How the names of its packages end. */
  readonly packageSuffix: string;
  /** The command that installs packages from files. */
  readonly install: readonly string[];
  /** The file that the distribution's nftables service loads at boot. */
  readonly nftablesRules: string;
}

export const guestFamilies: Readonly<Record<GuestImage["family"], GuestFamily>> = {
  debian: {
    webService: "apache2",
    accessLog: "/var/log/apache2/access.log",
    ipvsadmRules: "/etc/ipvsadm.rules",
    packageSuffix: ".deb",
    install: ["dpkg", "--install"],
    nftablesRules: "/etc/nftables.conf",
  },
  rhel: {
    webService: "httpd",
    accessLog: "/var/log/httpd/access_log",
    ipvsadmRules: "/etc/sysconfig/ipvsadm",
    packageSuffix: ".rpm",
    install: ["rpm", "--install"],
    nftablesRules: "/etc/sysconfig/nftables.conf",
  },
};

import type { GuestImage } from "../image/guest-image";
import type { FirewallMarkServiceDescription, ServiceDescription } from "../lab-description";
import type { Protocol } from "../port-match";
import { guestFamilies } from "./guest-family";
import type { GuestSetup } from "./guest-setup";

/**
 * The marks of the services that have one, set by the distribution's own nftables service, now and at each boot: before
 * the packets are routed, and so before IPVS looks at them in INPUT.
 */
export function firewallMarksSetup(
  family: GuestImage["family"],
  services: readonly ServiceDescription[],
): readonly GuestSetup[] {
  const marked = services.filter((service) => service.protocol === "fwm");
  if (marked.length === 0) return [];
  return [
    {
      name: "firewall marks",
      files: [{ path: guestFamilies[family].nftablesRules, content: markingRules(marked) }],
      replaces: true,
      commands: [
        ["systemctl", "--root=/", "enable", "nftables"],
        ["systemctl", "start", "nftables"],
      ],
      reload: [
        ["systemctl", "enable", "nftables"],
        ["systemctl", "restart", "nftables"],
      ],
      undo: [["systemctl", "disable", "--now", "nftables"]],
    },
  ];
}

/** Rules in the form that nft(8) reads. */
export function markingRules(services: readonly FirewallMarkServiceDescription[]): string {
  const rules = services.flatMap((service) => [...ruleFor("tcp", service), ...ruleFor("udp", service)]);
  return `flush ruleset

table ip lab {
	chain marks {
		type filter hook prerouting priority mangle; policy accept;
${rules.map((rule) => `\t\t${rule}\n`).join("")}	}
}
`;
}

function ruleFor(protocol: Protocol, { vip, firewallMark, matches }: FirewallMarkServiceDescription): string[] {
  const ports = matches.filter((match) => match.protocol === protocol).map(({ port }) => port);
  if (ports.length === 0) return [];
  return [`ip daddr ${vip} ${protocol} dport { ${ports.join(", ")} } meta mark set ${firewallMark}`];
}

import { type ListedService, parseIpvsadm } from "../../verify/ipvsadm";
import { type IpvsConnection, parseConnections } from "../ipvs-connections";

/** What a machine's kernel says of itself at one moment. */
export interface Facts {
  /** Kernel settings by their sysctl(8) names. */
  readonly settings: Readonly<Record<string, string>>;
  /** Counters of the network stack, as nstat(8) names them: "IpInAddrErrors", "TcpOutRsts". */
  readonly counters: Readonly<Record<string, number>>;
  /** Firewall rules that refuse packets, each with the number that it has refused. */
  readonly refusals: Readonly<Record<string, number>>;
  /** The kernel's way to each of the lab's addresses, in the words of `ip route get`. */
  readonly routes: Readonly<Record<string, string>>;
  /** State of what is known of each neighbour's MAC address: "REACHABLE", "FAILED". See ip-neighbour(8). */
  readonly neighbours: Readonly<Record<string, string>>;
  /** Ports that a process listens on: "tcp 80". */
  readonly listeners: readonly string[];
  /** Directors only: virtual services with their real servers. */
  readonly services: readonly ListedService[];
  /** Directors only: the connection table. */
  readonly connections: readonly IpvsConnection[];
}

/**
 * A shell script that prints all of it, a section each. Its arguments: `director` or `other`, then the lab's addresses. ipvsadm
 * and iptables load kernel modules, so that they run on a director only, which has them.
 */
export const factsScript = `
  role=$1; shift
  section() { echo "== $1"; }
  section settings; cd /proc/sys; grep -H "" net/ipv4/ip_forward net/ipv4/conf/*/rp_filter; cd /
  section counters; cat /proc/net/snmp /proc/net/netstat
  section routes; for a in "$@"; do echo "$a $(ip -4 route get "$a" 2>&1 | head -n 1)"; done
  section neighbours; ip -4 neigh
  section listeners; ss -Hltun
  if [ "$role" = director ]; then
    section connections; ipvsadm -lnc
    section services; ipvsadm -ln
    section refusals; iptables-save -c
  fi
  true`;

/** Reads what {@link factsScript} prints. */
export function parseFacts(text: string): Facts {
  const sections = new Map(
    text
      .split(/^== /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
  );
  const section = (name: string) => sections.get(name) ?? "";
  return {
    settings: pairs(section("settings").replaceAll("/", "."), /^([^:\s]+):(.*)$/gm),
    counters: parseCounters(section("counters")),
    refusals: parseRefusals(section("refusals")),
    routes: pairs(section("routes"), /^(\d\S+) (.*?)\s*$/gm),
    neighbours: pairs(section("neighbours"), /^(\S+) dev .*?(\S+)\s*$/gm),
    listeners: [...section("listeners").matchAll(/^(tcp|udp)\s+\S+\s+\d+\s+\d+\s+\S+:(\d+)\s/gm)].map(
      ([, protocol, port]) => `${protocol} ${port}`,
    ),
    services: parseIpvsadm(section("services")),
    connections: parseConnections(section("connections")),
  };
}

/** Reads /proc/net/snmp and netstat: pairs of lines, one with names and one with values, both led by the protocol. */
export function parseCounters(text: string): Record<string, number> {
  const lines = text.split("\n").map((line) => line.split(/[: ]+/));
  return Object.fromEntries(
    lines.flatMap(([protocol, ...names], index) => {
      const [same, ...values] = lines[index + 1] ?? [];
      if (index % 2 === 1 || protocol !== same) return [];
      return names.map((name, column) => [`${protocol}${name}`, Number(values[column])]);
    }),
  );
}

/** Reads `iptables-save -c`: the rules that drop or reject, and the chains that drop what no rule takes. */
export function parseRefusals(text: string): Record<string, number> {
  const rules = [...text.matchAll(/^\[(\d+):\d+\] (-A .* -j (?:DROP|REJECT).*)$/gm)];
  const policies = [...text.matchAll(/^:(\S+) DROP \[(\d+):\d+\]$/gm)];
  return Object.fromEntries([
    ...rules.map(([, packets, rule = ""]) => [`iptables ${rule}`, Number(packets)]),
    ...policies.map(([, chain, packets]) => [`iptables -P ${chain} DROP`, Number(packets)]),
  ]);
}

function pairs(text: string, line: RegExp): Record<string, string> {
  return Object.fromEntries([...text.matchAll(line)].map(([, name = "", value = ""]) => [name, value]));
}

import { type ListedService, parseIpvsadm } from "../../verify/ipvsadm";
import { type IpvsConnection, parseConnections } from "../ipvs-connections";
import { parseIptables } from "./iptables";
import { parseNftables } from "./nftables";
import type { Refusal } from "./refusal";

/** What a machine's kernel says of itself at one moment. */
export interface Facts {
  /** Kernel settings by their sysctl(8) names. */
  readonly settings: Readonly<Record<string, string>>;
  /** Counters of the network stack, as nstat(8) names them: "IpInAddrErrors", "TcpOutRsts". */
  readonly counters: Readonly<Record<string, number>>;
  /** Firewall rules that refuse packets, of iptables and of nftables. */
  readonly refusals: readonly Refusal[];
  /** What the kernel says of each interface: "up", "down". See "operstate" in the kernel's ABI/testing/sysfs-class-net. */
  readonly links: Readonly<Record<string, string>>;
  /** The kernel's way to each of the lab's addresses, in the words of `ip route get`. */
  readonly routes: Readonly<Record<string, string>>;
  /** State of what is known of each neighbour's MAC address: "REACHABLE", "FAILED". See ip-neighbour(8). */
  readonly neighbours: Readonly<Record<string, string>>;
  /** What processes listen on: "tcp *:80", "tcp 127.0.0.1:80". See ss(8). */
  readonly listeners: readonly string[];
  /** Directors only: virtual services with their real servers. */
  readonly services: readonly ListedService[];
  /** Directors only: the connection table. */
  readonly connections: readonly IpvsConnection[];
}

/**
 * A shell script that prints all of it, a section each. Its arguments: `director` or `other`, then the lab's addresses. ipvsadm
 * and iptables load kernel modules, so that ipvsadm runs on a director only, and firewalls are asked where a module of theirs is
 * there already: nf_tables for nft(8) and iptables-nft(8), the others for iptables-legacy(8).
 */
export const factsScript = `
  role=$1; shift
  section() { echo "== $1"; }
  section settings; cd /proc/sys; grep -H "" net/ipv4/ip_forward net/ipv4/conf/*/rp_filter /sys/class/net/*/operstate; cd /
  section counters; cat /proc/net/snmp /proc/net/netstat
  section routes; for a in "$@"; do echo "$a $(ip -4 route get "$a" 2>&1 | head -n 1)"; done
  section neighbours; ip -4 neigh
  section listeners; ss -Hltun
  if [ "$role" = director ]; then
    section connections; ipvsadm -lnc
    section services; ipvsadm -ln
  fi
  for m in nf_tables iptable_raw iptable_mangle iptable_filter; do
    if [ -d /sys/module/$m ]; then
      section iptables; iptables-save -c 2> /dev/null
      section nftables; nft --handle list ruleset 2> /dev/null
      break
    fi
  done
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
    settings: pairs(section("settings").replaceAll("/", "."), /^(net\.[^:\s]+):(.*)$/gm),
    links: pairs(section("settings"), /^\/sys\/class\/net\/(.+)\/operstate:(.*)$/gm),
    counters: parseCounters(section("counters")),
    refusals: [...parseIptables(section("iptables")), ...parseNftables(section("nftables"))],
    routes: pairs(section("routes"), /^(\d\S+) (.*?)\s*$/gm),
    neighbours: pairs(section("neighbours"), /^(\S+) dev .*?(\S+)\s*$/gm),
    listeners: [...section("listeners").matchAll(/^(tcp|udp)\s+\S+\s+\d+\s+\d+\s+(\S+:\d+)\s/gm)].map(
      ([, protocol, address]) => `${protocol} ${address}`,
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

function pairs(text: string, line: RegExp): Record<string, string> {
  return Object.fromEntries([...text.matchAll(line)].map(([, name = "", value = ""]) => [name, value]));
}

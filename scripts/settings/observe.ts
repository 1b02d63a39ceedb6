import { guestFamilies } from "../../constructs/cloud-init/guest-family";
import { type SettingsRecord, settingsRecordPath } from "../../constructs/cloud-init/settings-record";
import { udpAnswerService, udpAnswerTarget } from "../../constructs/cloud-init/udp-answerer";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import type { Guest } from "../guests/guests";
import { parseSysctl } from "../verify/settings";
import type { GuestState } from "./guest-state";
import { kernelSettingsOf, settingsOf } from "./guest-state";
import { parseTables } from "./nftables";

/**
 * Looks at all that is declared, in one go and with few programs: each that an emulated processor starts takes it a while. The
 * kernel has no rules of a packet filter before it has one of these modules, and iptables-save would load one.
 *
 * Arguments: the files, the kernel settings, the services (lines each), the machine's role, and the file with
 * its rules of nftables where it has one: what the kernel makes of them is seen in a network namespace of its own.
 */
const look = `
set -f; IFS='
'
echo "== record"; cat ${settingsRecordPath} 2> /dev/null || echo null; echo
echo "== sizes"; stat -L -c '%s %a %n' -- $1 2> /dev/null < /dev/null
echo "== files"; cat -- $1 2> /dev/null < /dev/null | base64 -w 0; echo
echo "== settings"; sysctl $2 2> /dev/null
echo "== services"; systemctl show --property ActiveState,UnitFileState -- multi-user.target $3
echo "== addresses and routes"; printf 'address\nroute\n' | ip -json -4 -batch -
for module in nf_tables iptable_filter iptable_nat iptable_mangle iptable_raw; do
  [ ! -e /sys/module/$module ] || filter=$module
done
if [ "$filter$5" ]; then
  echo "== firewall"; iptables-save 2> /dev/null
  echo "== nftables"; nft list ruleset 2> /dev/null
  echo "== nftables declared"; if [ "$5" ]; then unshare --net sh -c 'nft -f "$1" && nft list ruleset' sh "$5"; fi
fi
set +f
ipvs() { cd /proc/sys/net/ipv4/vs 2> /dev/null && grep . *; }
if [ "$4" = director ]; then
  echo "== ipvs"; (ipvs)
  echo "== ipvs by itself"; unshare --net sh -c 'cd /proc/sys/net/ipv4/vs 2> /dev/null && grep . *'
  echo "== timeouts"; ipvsadm -l --timeout
  echo "== rules"; ipvsadm -Sn
fi`;

/** Looks at a machine's guest. @throws LabError when its agent does not answer */
export async function observe(lab: DeployedLab, { machine, agent }: Guest): Promise<GuestState> {
  const paths = settingsOf(lab, machine).flatMap(({ files }) => files.map(({ path }) => path));
  const names = Object.keys(kernelSettingsOf(machine));
  const services = servicesOf(machine);
  const lists = [paths, names, services].map((list) => list.join("\n"));
  const nftables = Object.values(guestFamilies).find(({ nftablesRules }) => paths.includes(nftablesRules));
  const output = await agent.run([...["sh", "-c", look, "sh", ...lists, machine.role], nftables?.nftablesRules ?? ""]);
  return readState(output, paths, services);
}

/** The services that a machine's role needs to run. */
function servicesOf({ udpPorts = [], webService }: MachineDescription): string[] {
  const answerers = udpPorts.length > 0 ? [udpAnswerTarget, ...udpPorts.map(udpAnswerService)] : [];
  return [...(webService ? [webService] : []), ...answerers];
}

/** Reads what {@link look} prints. */
export function readState(output: string, paths: readonly string[], services: readonly string[]): GuestState {
  const sections = new Map(
    output.split(/^== /m).map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end + 1).trim()];
    }),
  );
  const linesOf = (name: string) => (sections.get(name) ?? "").split("\n");
  const [boot, ...units] = (sections.get("services") ?? "").split("\n\n");
  const propertyOf = (property: string) =>
    Object.fromEntries(services.map((name, index) => [name, parseProperty(units[index], property)]));
  const sizes = parseSizes(linesOf("sizes"));
  const [links = [], routes = []] = linesOf("addresses and routes")
    .filter(Boolean)
    .map((line) => JSON.parse(line)) as [Link[]?, Route[]?];
  return {
    booted: parseProperty(boot, "ActiveState") === "active",
    record: (JSON.parse(sections.get("record") || "null") as SettingsRecord | null) ?? undefined,
    files: parseFiles(paths, sizes, Buffer.from(sections.get("files") ?? "", "base64")),
    modes: Object.fromEntries([...sizes].map(([path, { mode }]) => [path, mode])),
    kernelSettings: Object.fromEntries(parseSysctl(sections.get("settings") ?? "")),
    services: propertyOf("ActiveState"),
    atBoot: propertyOf("UnitFileState"),
    addresses: Object.fromEntries(
      links.map(({ ifname, addr_info }) => [ifname, addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`)]),
    ),
    gateways: routes.filter(({ dst }) => dst === "default").flatMap(({ gateway }) => gateway ?? []),
    otherRoutes: routes.filter(({ dst, protocol }) => dst !== "default" && protocol !== "kernel").map(({ dst }) => dst),
    firewall: parseFirewall(sections.get("firewall") ?? ""),
    nftables: parseTables(sections.get("nftables") ?? ""),
    declaredNftables: parseTables(sections.get("nftables declared") ?? ""),
    ipvsSettings: parseIpvsSettings(sections.get("ipvs") ?? "", sections.get("ipvs by itself") ?? ""),
    // "Timeout (tcp tcpfin udp): 900 120 300"
    timeouts: sections.get("timeouts")?.match(/\d+ \d+ \d+/)?.[0] ?? "",
    rules: sections.get("rules") ?? "",
  };
}

/** The parts of `ip -json address` that are read: ip-address(8). */
interface Link {
  readonly ifname: string;
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
}

/** The parts of `ip -json route` that are read: ip-route(8). */
interface Route {
  readonly dst: string;
  readonly gateway?: string;
  readonly protocol?: string;
}

/** Reads `iptables-save`: rules, and policies that let nothing through, each as the command that undoes it. */
function parseFirewall(text: string): GuestState["firewall"] {
  let table = "";
  return text.split("\n").flatMap((line) => {
    if (line.startsWith("*")) table = line.slice(1);
    const [, chain, policy] = line.match(/^:(\S+) (DROP|REJECT)/) ?? [];
    if (chain) return [{ rule: `-P ${chain} ${policy}`, table, undo: `-P ${chain} ACCEPT` }];
    return line.startsWith("-A ") ? [{ rule: line, table, undo: line.replace("-A", "-D") }] : [];
  });
}

/** Reads lines of name, colon and value: of this kernel's settings, and of those that it gives by itself. */
function parseIpvsSettings(is: string, byItself: string): GuestState["ipvsSettings"] {
  const read = (text: string) =>
    new Map(
      [...text.matchAll(/^(\w+):(.*)$/gm)].map(([, name = "", value = ""]) => [name, value.replaceAll("\t", " ")]),
    );
  const defaults = read(byItself);
  return [...read(is)].map(([name, value]) => ({
    name: `net.ipv4.vs.${name}`,
    value,
    byItself: defaults.get(name) ?? value,
  }));
}

/** Reads one of the lines `Property=value` that `systemctl show` prints of a unit. */
function parseProperty(unit: string | undefined, property: string): string | undefined {
  return unit?.match(new RegExp(`^${property}=(.*)$`, "m"))?.[1];
}

interface Size {
  readonly bytes: number;
  readonly mode: string;
}

/** Reads lines of size in bytes, mode and path, as stat(1) prints them here. */
function parseSizes(lines: readonly string[]): ReadonlyMap<string, Size> {
  const found = lines.flatMap((line) => [...line.matchAll(/^(\d+) (\d+) (.*)$/g)]);
  return new Map(found.map(([, bytes, mode = "", path = ""]) => [path, { bytes: Number(bytes), mode }]));
}

/** Parts the files' contents, one behind the other, by their sizes; a file that is not there has none. */
function parseFiles(paths: readonly string[], sizes: ReadonlyMap<string, Size>, contents: Buffer): GuestState["files"] {
  let end = 0;
  return Object.fromEntries(
    paths.map((path) => {
      const size = sizes.get(path);
      if (size === undefined) return [path, undefined];
      const start = end;
      end += size.bytes;
      return [path, contents.subarray(start, end).toString()];
    }),
  );
}

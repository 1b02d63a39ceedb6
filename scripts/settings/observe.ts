import { type SettingsRecord, settingsRecordPath } from "../../constructs/cloud-init/settings-record";
import { udpAnswerTarget } from "../../constructs/cloud-init/udp-answerer";
import type { DeployedLab, MachineDescription } from "../../constructs/lab-description";
import type { Guest } from "../guests/guests";
import type { GuestState } from "./guest-state";
import { kernelSettingsOf, settingsOf } from "./guest-state";

/**
 * Looks at all that is declared, in one go: each program that an emulated processor starts takes it a while.
 *
 * Arguments: the files, the kernel settings, the services (lines each), and whether it is a director.
 */
const look = `
lines() { printf '%s' "$1" | while IFS= read -r line || [ -n "$line" ]; do "$2" "$line"; done; }
file() { if [ -f "$1" ]; then base64 -w 0 "$1"; else printf -; fi; echo; }
setting() { sysctl -n "$1" 2> /dev/null | tr '\\t' ' ' || echo -; }
service() { systemctl is-active "$1"; }
echo "== record"; cat ${settingsRecordPath} 2> /dev/null || echo null; echo
echo "== files"; lines "$1" file
echo "== settings"; lines "$2" setting
echo "== services"; lines "$3" service
echo "== addresses"; ip -json -4 address; echo
echo "== routes"; ip -json -4 route; echo
echo "== firewall"; if grep -q '^nf_tables \\|^ip_tables ' /proc/modules; then iptables-save 2> /dev/null; fi
ipvs() { cd /proc/sys/net/ipv4/vs 2> /dev/null && grep . *; }
if [ "$4" = director ]; then
  echo "== ipvs"; (ipvs)
  echo "== ipvs by itself"; unshare --net sh -c 'cd /proc/sys/net/ipv4/vs 2> /dev/null && grep . *'
fi
echo "== timeouts"; if [ "$4" = director ]; then ipvsadm -l --timeout; fi
echo "== rules"; if [ "$4" = director ]; then ipvsadm -Sn; fi`;

/** Looks at a machine's guest. @throws LabError when its agent does not answer */
export async function observe(lab: DeployedLab, { machine, agent }: Guest): Promise<GuestState> {
  const paths = settingsOf(lab, machine).flatMap(({ files }) => files.map(({ path }) => path));
  const names = Object.keys(kernelSettingsOf(machine));
  const services = servicesOf(machine);
  const lists = [paths, names, services].map((list) => list.join("\n"));
  const output = await agent.run(["sh", "-c", look, "sh", ...lists, machine.role]);
  return readState(output, paths, names, services);
}

/** The services that a machine's role needs to run. */
function servicesOf({ udpPorts = [], webService }: MachineDescription): string[] {
  return [...(webService ? [webService] : []), ...(udpPorts.length > 0 ? [udpAnswerTarget] : [])];
}

/** Reads what {@link look} prints. */
export function readState(
  output: string,
  paths: readonly string[],
  names: readonly string[],
  services: readonly string[],
): GuestState {
  const sections = new Map(
    output.split(/^== /m).map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end + 1).trim()];
    }),
  );
  const linesOf = (name: string) => (sections.get(name) ?? "").split("\n");
  const links = JSON.parse(sections.get("addresses") || "[]") as Link[];
  const routes = JSON.parse(sections.get("routes") || "[]") as Route[];
  return {
    record: (JSON.parse(sections.get("record") || "null") as SettingsRecord | null) ?? undefined,
    files: byName(paths, linesOf("files").map(decode)),
    kernelSettings: byName(names, linesOf("settings")),
    services: byName(services, linesOf("services")),
    addresses: Object.fromEntries(
      links.map(({ ifname, addr_info }) => [ifname, addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`)]),
    ),
    gateways: routes.filter(({ dst }) => dst === "default").flatMap(({ gateway }) => gateway ?? []),
    otherRoutes: routes.filter(({ dst, protocol }) => dst !== "default" && protocol !== "kernel").map(({ dst }) => dst),
    firewall: parseFirewall(sections.get("firewall") ?? ""),
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

function decode(line: string): string | undefined {
  return line === "-" ? undefined : Buffer.from(line, "base64").toString();
}

function byName<T>(names: readonly string[], values: readonly T[]): Record<string, T | undefined> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

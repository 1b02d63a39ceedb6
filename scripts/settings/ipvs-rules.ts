import { type Destination, type IpvsTable, parseTable, type TableService } from "./ipvs-table";
import { destinationChangeWords, destinationTitle, serviceChangeWords, serviceTitle, serviceWords } from "./ipvs-words";
import { drift, type Telling } from "./telling";

/** A change of the kernel's table, in words and as programs to be run on the director in this order. */
export interface RuleChange {
  readonly words: string;
  readonly commands: readonly (readonly string[])[];
}

/**
 * What turns one set of rules into another without touching what is in both: services and destinations that stay keep
 * their connections. Both are texts that `ipvsadm -Sn` writes, see ipvsadm(8).
 *
 * @param options.apart RIPs of real servers that are left as they are
 * @param options.telling how it is told. @default - as what was found
 */
export function ruleChanges(
  is: string,
  declared: string,
  { apart = [], telling = drift }: { readonly apart?: readonly string[]; readonly telling?: Telling } = {},
): RuleChange[] {
  const [before, after] = [is, declared].map((rules) => parseTable(without(rules, apart))) as [IpvsTable, IpvsTable];
  const gone = [...before.keys()].filter((name) => !after.has(name));
  return [
    ...[...after].flatMap(([name, service]) => serviceChanges(name, before.get(name), service, telling)),
    ...gone.map((name) => ({ words: `${serviceTitle(name)} ${telling.surplus}`, commands: [ipvsadm("-D", name)] })),
  ];
}

/** Rules without these real servers, each a RIP, or a RIP with a port. */
export function without(rules: string, realServers: readonly string[]): string {
  const isOf = (line: string) =>
    line.startsWith("-a ") && realServers.some((one) => line.includes(` -r ${one}:`) || line.includes(` -r ${one} `));
  return rules
    .split("\n")
    .filter((line) => !isOf(line))
    .join("\n");
}

function serviceChanges(
  name: string,
  is: TableService | undefined,
  declared: TableService,
  telling: Telling,
): RuleChange[] {
  const title = serviceTitle(name);
  if (!is) {
    const servers = [...declared.destinations].map(([address, one]) => destination("-a", name, address, one));
    const commands = [ipvsadm("-A", name, serviceOptions(declared)), ...servers];
    return [{ words: `${title} ${telling.absent}: ${serviceWords(declared)}`, commands }];
  }
  const own = serviceChangeWords(is, declared);
  const surplus = [...is.destinations].filter(([address]) => !declared.destinations.has(address));
  return [
    ...(own.length > 0
      ? [{ words: `${title}: ${own.join(", ")}`, commands: [ipvsadm("-E", name, serviceOptions(declared))] }]
      : []),
    ...[...declared.destinations].flatMap(([address, one]) =>
      destinationChanges(name, address, is.destinations.get(address), one, telling),
    ),
    ...surplus.map(([address, { forward }]) => ({
      words: `${title} ${telling.has(`the real server ${destinationTitle(address)}`)}`,
      commands: [["sh", "-c", drain, "sh", ...name.split(" "), address, forward]],
    })),
  ];
}

function destinationChanges(
  name: string,
  address: string,
  is: Destination | undefined,
  declared: Destination,
  telling: Telling,
): RuleChange[] {
  const title = serviceTitle(name);
  if (!is) {
    const words = `${title} ${telling.lacks(`the real server ${destinationTitle(address)}, weight ${declared.weight}`)}`;
    return [{ words, commands: [destination("-a", name, address, declared)] }];
  }
  const words = destinationChangeWords(is, declared);
  if (words.length === 0) return [];
  return [
    {
      words: `${title}: ${destinationTitle(address)} ${words.join(", ")}`,
      commands: [destination("-e", name, address, declared)],
    },
  ];
}

function serviceOptions({ scheduler, persistence, netmask, flags }: TableService): string {
  return [
    `-s ${scheduler}`,
    ...(persistence ? [`-p ${persistence} -M ${netmask}`] : []),
    ...(flags ? [`-b ${flags}`] : []),
  ].join(" ");
}

function destination(verb: string, service: string, address: string, { forward, weight }: Destination): string[] {
  return ipvsadm(verb, service, `-r ${address} ${forward} -w ${weight}`);
}

function ipvsadm(verb: string, service: string, rest = ""): string[] {
  return ["ipvsadm", verb, ...`${service} ${rest}`.trim().split(" ")];
}

/**
 * Gives a destination no new connections, waits a little for the end of those that it has, and removes it: ipvsadm(8)
 * on weight 0. Column 5 of `ipvsadm -ln` counts connections that are open.
 */
const drain = `
ipvsadm -e "$1" "$2" -r "$3" "$4" -w 0
for try in $(seq 50); do
  open=$(ipvsadm -ln "$1" "$2" | awk -v server="$3" '$2 == server { print $5 }')
  [ "\${open:-0}" -gt 0 ] || break
  sleep 0.1
done
ipvsadm -d "$1" "$2" -r "$3"`;

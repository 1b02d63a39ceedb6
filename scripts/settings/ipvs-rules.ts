/** Virtual services by what ipvsadm calls them: `-t VIP:port`, `-u VIP:port` or `-f mark`. */
type Rules = ReadonlyMap<string, Service>;

interface Service {
  /** Options in one order, with defaults: so that equal services have equal text. */
  readonly options: string;
  readonly destinations: ReadonlyMap<string, string>;
}

/** A change of the kernel's table, in words and as programs to be run on the director in this order. */
export interface RuleChange {
  readonly words: string;
  readonly command: readonly string[];
}

/**
 * What turns one set of rules into another without touching what is in both: services and destinations that stay keep
 * their connections. Both are texts that `ipvsadm -Sn` writes, see ipvsadm(8).
 */
export function ruleChanges(is: string, declared: string): RuleChange[] {
  const [before, after] = [parseRules(is), parseRules(declared)];
  const changes = [...after].flatMap(([name, service]) => serviceChanges(name, before.get(name), service));
  const gone = [...before].filter(([name]) => !after.has(name));
  return [...changes, ...gone.map(([name]) => change(`virtual service ${name} is not declared`, "-D", name))];
}

function serviceChanges(name: string, before: Service | undefined, after: Service): RuleChange[] {
  const title = `virtual service ${name}`;
  const own = !before
    ? [change(`${title} is missing`, "-A", name, after.options)]
    : before.options !== after.options
      ? [change(`${title} has "${before.options}", not "${after.options}"`, "-E", name, after.options)]
      : [];
  const there = before?.destinations ?? new Map<string, string>();
  const destinations = [...after.destinations].flatMap(([address, options]) => {
    const is = there.get(address);
    if (is === options) return [];
    const words =
      is === undefined ? `does not have ${address} with "${options}"` : `has ${address} with "${is}", not "${options}"`;
    return [change(`${title} ${words}`, is === undefined ? "-a" : "-e", name, `-r ${address} ${options}`)];
  });
  const surplus = [...there].filter(([address]) => !after.destinations.has(address));
  return [...own, ...destinations, ...surplus.map(([address, options]) => removal(title, name, address, options))];
}

function change(words: string, verb: string, service: string, rest = ""): RuleChange {
  return { words, command: ["ipvsadm", verb, ...`${service} ${rest}`.trim().split(" ")] };
}

/**
 * Gives a destination no new connections, waits a little for the end of those that it has, and removes it: ipvsadm(8)
 * on weight 0. Column 5 of `ipvsadm -ln` counts connections that are open.
 */
const drain = `
ipvsadm -e "$1" "$2" -r "$3" $4 -w 0
for try in $(seq 50); do
  open=$(ipvsadm -ln "$1" "$2" | awk -v server="$3" '$2 == server { print $5 }')
  [ "\${open:-0}" -gt 0 ] || break
  sleep 0.1
done
ipvsadm -d "$1" "$2" -r "$3"`;

function removal(title: string, name: string, address: string, options: string): RuleChange {
  const forward = options.replace(/ -w \d+/, "");
  return {
    words: `${title} has ${address}, which is not declared`,
    command: ["sh", "-c", drain, "sh", ...name.split(" "), address, forward],
  };
}

function parseRules(text: string): Rules {
  const rules = new Map<string, { options: string; destinations: Map<string, string> }>();
  for (const line of text.split("\n")) {
    const [, verb, kind, address, rest = ""] = line.match(/^-([Aa]) (-[tuf]) (\S+)(.*)$/) ?? [];
    const name = `${kind} ${address}`;
    if (verb === "A") rules.set(name, { options: serviceOptions(rest), destinations: new Map() });
    const [, server, options = ""] = rest.match(/^ -r (\S+)(.*)$/) ?? [];
    if (verb === "a" && server) rules.get(name)?.destinations.set(server, destinationOptions(options));
  }
  return rules;
}

/** ipvsadm(8): the scheduler is wlc, the netmask of persistence is all ones where none is given. */
function serviceOptions(text: string): string {
  const options = valuesOf(text);
  const persistence = options.get("-p");
  return [
    `-s ${options.get("-s") ?? "wlc"}`,
    ...(persistence ? [`-p ${persistence} -M ${options.get("-M") ?? "255.255.255.255"}`] : []),
    ...(options.get("-b") ? [`-b ${options.get("-b")?.split(",").sort().join(",")}`] : []),
  ].join(" ");
}

function destinationOptions(text: string): string {
  const options = valuesOf(text);
  const forward = ["-m", "-g", "-i"].find((flag) => options.has(flag)) ?? "-g";
  return `${forward} -w ${options.get("-w") ?? "1"}`;
}

/** Options by their flags; one without a value has an empty one. */
function valuesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/(-\w)(?: ([^-\s]\S*))?/g)].map(([, flag = "", value = ""]) => [flag, value]));
}

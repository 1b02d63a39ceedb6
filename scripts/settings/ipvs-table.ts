/** Virtual services by what ipvsadm calls them: `-t VIP:port`, `-u VIP:port` or `-f mark`. */
export type IpvsTable = ReadonlyMap<string, TableService>;

/** A virtual service of the kernel's table, with its defaults, so that equal services are equal. */
export interface TableService {
  readonly scheduler: string;
  /** Seconds that a client stays with its real server. @default - none: not persistent */
  readonly persistence?: string;
  /** Which clients are taken for one by persistence. */
  readonly netmask?: string;
  /** Flags of the scheduler, in alphabetical order. */
  readonly flags: string;
  /** Real servers by address and port. */
  readonly destinations: ReadonlyMap<string, Destination>;
}

/** A real server as a virtual service has it. */
export interface Destination {
  /** ipvsadm's option for how packets get there; -m is masquerading. */
  readonly forward: string;
  readonly weight: string;
}

/** Reads what `ipvsadm -Sn` writes; see ipvsadm(8). */
export function parseTable(text: string): IpvsTable {
  const services = new Map<string, TableService & { readonly destinations: Map<string, Destination> }>();
  for (const line of text.split("\n")) {
    const [, verb, kind, address, rest = ""] = line.match(/^-([Aa]) (-[tuf]) (\S+)(.*)$/) ?? [];
    const name = `${kind} ${address}`;
    if (verb === "A") services.set(name, { ...serviceOf(rest), destinations: new Map() });
    const [, server, options = ""] = rest.match(/^ -r (\S+)(.*)$/) ?? [];
    if (verb === "a" && server) services.get(name)?.destinations.set(server, destinationOf(options));
  }
  return services;
}

/** ipvsadm(8): the scheduler is wlc, the netmask of persistence is all ones where none is given. */
function serviceOf(text: string): Omit<TableService, "destinations"> {
  const options = valuesOf(text);
  const persistence = options.get("-p");
  return {
    scheduler: options.get("-s") ?? "wlc",
    ...(persistence ? { persistence, netmask: options.get("-M") ?? "255.255.255.255" } : {}),
    flags: (options.get("-b") ?? "").split(",").sort().join(","),
  };
}

function destinationOf(text: string): Destination {
  const options = valuesOf(text);
  return {
    forward: ["-m", "-g", "-i"].find((flag) => options.has(flag)) ?? "-g",
    weight: options.get("-w") ?? "1",
  };
}

/** Options by their flags; one without a value has an empty one. */
function valuesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/(-\w)(?: ([^-\s]\S*))?/g)].map(([, flag = "", value = ""]) => [flag, value]));
}

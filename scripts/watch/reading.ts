import { type IpvsConnection, parseConnections } from "../trace/ipvs-connections";

/** What IPVS says of its services at one moment. */
export interface Reading {
  /** Name of the director. */
  readonly director: string;
  /** When, in ISO 8601. */
  readonly time: string;
  readonly services: readonly WatchedService[];
  readonly connections: readonly IpvsConnection[];
}

export interface WatchedService {
  /** "TCP 192.168.10.100:80", or "FWM 7". */
  readonly name: string;
  readonly scheduler: string;
  readonly realServers: readonly WatchedRealServer[];
}

export interface WatchedRealServer {
  /** RIP and port. */
  readonly address: string;
  readonly weight: number;
  /** Connections that are established, and all others that are remembered: ipvsadm(8). */
  readonly active: number;
  readonly inactive: number;
  /** Since the real server was added. */
  readonly totals: Traffic;
  /** Each second, as the kernel estimates it over the last few: net/netfilter/ipvs/ip_vs_est.c */
  readonly rates: Traffic;
}

export interface Traffic {
  readonly connections: number;
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A shell script that prints all of it, a section each. */
export const readingScript = `
  echo "== listing"; ipvsadm -ln
  echo "== totals"; ipvsadm -ln --stats --exact
  echo "== rates"; ipvsadm -ln --rate --exact
  echo "== connections"; ipvsadm -lnc`;

/** Reads what {@link readingScript} prints. */
export function parseReading(text: string, director: string, time: string): Reading {
  const section = (name: string) => text.split(/^== /m).find((part) => part.startsWith(`${name}\n`)) ?? "";
  const [listing, totals, rates] = ["listing", "totals", "rates"].map((name) => rowsOf(section(name)));
  const services = (listing ?? []).filter(({ realServer }) => realServer === undefined);
  return {
    director,
    time,
    services: services.map(({ service, columns }) => ({
      name: service,
      scheduler: columns[0] ?? "",
      realServers: (listing ?? [])
        .filter((row) => row.service === service && row.realServer !== undefined)
        .map(({ realServer = "", columns: [, weight, active, inactive] }) => ({
          address: realServer,
          weight: Number(weight),
          active: Number(active),
          inactive: Number(inactive),
          totals: trafficOf(totals, service, realServer),
          rates: trafficOf(rates, service, realServer),
        })),
    })),
    connections: parseConnections(section("connections")),
  };
}

interface TableRow {
  readonly service: string;
  /** Absent in a service's own row. */
  readonly realServer?: string;
  readonly columns: readonly string[];
}

/** Reads any of ipvsadm's tables of services: a row for each service, and rows led by an arrow for its real servers. */
function rowsOf(text: string): TableRow[] {
  let service = "";
  return text.split("\n").flatMap((line): TableRow[] => {
    const [first = "", second = "", ...columns] = line.trim().split(/\s+/);
    if (first === "->" && /:\d+$/.test(second)) return [{ service, realServer: second, columns }];
    if (!["TCP", "UDP", "SCTP", "FWM"].includes(first)) return [];
    service = `${first} ${second}`;
    return [{ service, columns }];
  });
}

function trafficOf(rows: readonly TableRow[] | undefined, service: string, realServer: string): Traffic {
  const row = rows?.find((candidate) => candidate.service === service && candidate.realServer === realServer);
  const [connections = 0, packetsIn = 0, packetsOut = 0, bytesIn = 0, bytesOut = 0] = row?.columns.map(Number) ?? [];
  return { connections, packetsIn, packetsOut, bytesIn, bytesOut };
}

/** A virtual service as `ipvsadm -ln` shows it; see ipvsadm(8). */
export interface ListedService {
  readonly protocol: string;
  /** VIP and port, "192.168.10.100:80", or a firewall mark's number. */
  readonly address: string;
  readonly scheduler: string;
  readonly flags: readonly string[];
  /** "300 s, 255.255.255.255"; absent where each connection is scheduled by itself. */
  readonly persistence?: string;
  readonly realServers: readonly ListedRealServer[];
}

export interface ListedRealServer {
  /** RIP and port. */
  readonly address: string;
  /** "Masq" is NAT mode. */
  readonly forward: string;
  readonly weight: number;
}

/** Reads `ipvsadm -ln`. */
export function parseIpvsadm(text: string): ListedService[] {
  const services: (ListedService & { realServers: ListedRealServer[] })[] = [];
  for (const line of text.split("\n")) {
    const service = line.match(
      /^(TCP|UDP|SCTP|FWM)\s+(\S+)\s+(\S+)(?: \((\S+)\))?(?: persistent (\d+)(?: mask (\S+))?)?/,
    );
    const realServer = line.match(/^\s+->\s+(\S+:\d+)\s+(\S+)\s+(\d+)/);
    if (service) {
      const [, protocol = "", address = "", scheduler = "", flags, seconds, netmask = "255.255.255.255"] = service;
      const persistence = seconds ? { persistence: `${seconds} s, ${netmask}` } : {};
      services.push({ protocol, address, scheduler, flags: flags?.split(",") ?? [], ...persistence, realServers: [] });
    } else if (realServer) {
      const [, address = "", forward = "", weight] = realServer;
      services.at(-1)?.realServers.push({ address, forward, weight: Number(weight) });
    }
  }
  return services;
}

/** Reads `ipvsadm -ln --timeout`: seconds for TCP, TCP after a FIN, and UDP. */
export function parseTimeouts(text: string): string {
  return text.match(/:\s+(\d+ \d+ \d+)/)?.[1] ?? "";
}

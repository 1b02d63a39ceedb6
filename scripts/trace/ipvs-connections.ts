/** A line of the director's connection table: how the packets of one connection are rewritten. */
export interface IpvsConnection {
  readonly protocol: "tcp" | "udp";
  /** IPVS's word for where the connection stands: SYN_RECV, ESTABLISHED, TIME_WAIT, … */
  readonly state: string;
  /** Seconds until the line is forgotten. */
  readonly expires: number;
  readonly client: Endpoint;
  readonly virtual: Endpoint;
  readonly real: Endpoint;
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/**
 * Reads `ipvsadm -lnc`; see ipvsadm(8). Templates of persistence, which have no client port, are no connections and are
 * left out.
 */
export function parseConnections(text: string): IpvsConnection[] {
  const line = /^(TCP|UDP)\s+(\d+):(\d+)\s+(\S+)\s+(\S+):(\d+)\s+(\S+):(\d+)\s+(\S+):(\d+)/gm;
  return [...text.matchAll(line)]
    .map(([, protocol, minutes, seconds, state = "", cip, cport, vip, vport, rip, rport]) => ({
      protocol: protocol === "TCP" ? ("tcp" as const) : ("udp" as const),
      state,
      expires: Number(minutes) * 60 + Number(seconds),
      client: endpoint(cip, cport),
      virtual: endpoint(vip, vport),
      real: endpoint(rip, rport),
    }))
    .filter(({ client }) => client.port > 0);
}

function endpoint(address = "", port = ""): Endpoint {
  return { address, port: Number(port) };
}

import type { ServiceHead } from "./service-head";

/** The layer-4 protocols that a virtual service can be of here; IPVS itself knows SCTP, AH and ESP too. */
export const protocols = ["tcp", "udp"] as const;

export type Protocol = (typeof protocols)[number];

/** A port that clients send to. */
export interface PortMatch {
  /** @default "tcp" */
  readonly protocol?: Protocol;
  /** The port, 1 to 65535. */
  readonly port: number;
}

/** What a virtual service takes: its own port, or all that its firewall mark is set on. */
export function matchesOf(service: ServiceHead): readonly Required<PortMatch>[] {
  return service.protocol === "fwm" ? service.matches : [{ protocol: service.protocol, port: service.port }];
}

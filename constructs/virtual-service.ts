import type { DestinationDescription } from "./lab-description";
import type { RealServer } from "./real-server";
import type { Scheduler } from "./scheduler";

/** What a virtual service is given. */
export interface VirtualServiceProps {
  /** The TCP port on the VIP, 1 to 65535. */
  readonly port: number;
  /**
   * How a real server is chosen for each new connection.
   *
   * @default "wlc" as ipvsadm(8) does
   */
  readonly scheduler?: Scheduler;
}

/** What a real server is given in a virtual service. */
export interface DestinationOptions {
  /**
   * The real server's share, relative to the others: a whole number from 0 to 65535; 0 gets no new connections.
   *
   * @default 1 as ipvsadm(8) does
   */
  readonly weight?: number;
}

/** A port on the director's VIP, and the real servers that connections to it are shared among. */
export class VirtualService {
  /** The TCP port on the VIP. */
  readonly port: number;
  /** How a real server is chosen for each new connection. */
  readonly scheduler: Scheduler;
  private readonly destinations: { readonly server: RealServer; readonly weight: number }[] = [];

  /** Use the director's method `virtualService`. */
  constructor(props: VirtualServiceProps) {
    this.port = props.port;
    this.scheduler = props.scheduler ?? "wlc";
  }

  /**
   * Adds a real server, masqueraded (NAT): at its RIP, and at the port that its web server listens on.
   * A new connection goes to the one added last first.
   *
   * @param options its part in this service
   */
  addRealServer(server: RealServer, { weight = 1 }: DestinationOptions = {}): this {
    this.destinations.push({ server, weight });
    return this;
  }

  /** The real servers as data, in the order in which they were added. */
  describeRealServers(): readonly DestinationDescription[] {
    return this.destinations.map(({ server, weight }) => ({
      name: server.name,
      rip: server.rip,
      port: server.webPort,
      weight,
    }));
  }
}

import { isMap } from "./is-map";
import type { LabDescription, ServiceDescription } from "./lab-description";
import type { Persistence } from "./persistence";
import { matchesOf, type PortMatch, type Protocol } from "./port-match";
import { RealServer } from "./real-server";
import type { Scheduler } from "./scheduler";
import type { SchedulerFlag } from "./scheduler-flag";
import type { ServiceHead } from "./service-head";
import { propertyMistakes } from "./validation/properties";
import { serviceTitle, shown } from "./validation/words";

/**
 * Three forms, those of `ipvsadm -A`:
 *
 * - `{ port: 80 }` is a TCP service (-t),
 * - `{ protocol: "udp", port: 53 }` is a UDP service (-u),
 * - `{ firewallMark: 1, matches: [{ port: 80 }, { port: 443 }] }` joins several ports in one service (-f).
 */
export type VirtualServiceProps = PortServiceProps | FirewallMarkServiceProps;

/** One port of one address. */
export interface PortServiceProps extends CommonServiceProps {
  /** @default "tcp" */
  readonly protocol?: Protocol;
  /** The port that clients send to, 1 to 65535. */
  readonly port: number;
}

/** All packets that the director's packet filter has marked: ports that belong together, such as HTTP and HTTPS. */
export interface FirewallMarkServiceProps extends CommonServiceProps {
  /** The mark, 1 to 2147483647: `ipvsadm -ln` prints greater ones as negative numbers. */
  readonly firewallMark: number;
  /** The ports of the address whose packets get the mark, with nftables, before they are routed. At least one. */
  readonly matches: readonly PortMatch[];
}

/** What all virtual services have in common. */
export interface CommonServiceProps {
  /**
   * The address that clients send to: one of the director's.
   *
   * @default - the VIP
   */
  readonly address?: string;
  /**
   * How a real server is chosen for each new connection.
   *
   * @default "wlc" as ipvsadm(8) does
   */
  readonly scheduler?: Scheduler;
  /**
   * What the scheduler is told besides (`ipvsadm -b`); it must be the scheduler's own.
   *
   * @default - none
   */
  readonly schedulerFlags?: readonly SchedulerFlag[];
  /**
   * Keeps a client at the real server that it was given first (`ipvsadm -p`); `{}` does so as ipvsadm does by default.
   *
   * @default - each connection is scheduled by itself
   */
  readonly persistence?: Persistence;
}

/** What a real server is given in a virtual service. */
export interface DestinationOptions {
  /**
   * The real server's share, relative to the others: a whole number from 0 to 65535; 0 gets no new connections.
   *
   * @default 1 as ipvsadm(8) does
   */
  readonly weight?: number;
  /**
   * The port on the real server, 1 to 65535; another one than the service's is a port mapping, which NAT alone of the
   * forwarding methods can do. A firewall mark keeps the port that the client sent to.
   *
   * @default - the service's port, as ipvsadm(8) does
   */
  readonly port?: number;
}

/** What clients send to the director, and the real servers that it is shared among. */
export class VirtualService {
  private readonly misspelt: string[] = [];
  private readonly destinations: { readonly server: RealServer; readonly weight: number; readonly port: number }[] = [];

  /**
   * Use the director's method `virtualService`.
   *
   * @param onRealServer called with each real server that is added
   * @internal
   */
  constructor(
    private readonly head: ServiceHead,
    private readonly onRealServer: (server: RealServer) => void,
  ) {}

  /**
   * Adds a real server, masqueraded (NAT). Its web server, or for UDP its answerer, listens on the port.
   * A new connection goes to the one added last first.
   *
   * @param options its part in this service
   */
  addRealServer(server: RealServer, options: DestinationOptions = {}): this {
    const { head } = this;
    if (!(server instanceof RealServer)) {
      this.misspelt.push(
        `${serviceTitle(head)}: addRealServer was not given a RealServer but ${shown(server)}; give it one of this lab`,
      );
      return this;
    }
    const title = `${serviceTitle(head)}, real server ${server.name}`;
    const { weight = 1, port }: DestinationOptions = isMap(options) ? options : {};
    this.misspelt.push(...propertyMistakes(title, options, ["weight", "port"]));
    const ownPort = head.protocol === "fwm" ? 0 : head.port;
    this.destinations.push({ server, weight, port: port === undefined ? ownPort : port });
    this.onRealServer(server);
    for (const match of matchesOf(head)) server.listen({ ...match, port: port ?? match.port });
    return this;
  }

  /**
   * What was declared for its real servers and is no property of theirs, and real servers of other labs.
   *
   * @internal
   */
  mistakes(lab: LabDescription): readonly string[] {
    const domains = lab.machines.map(({ domain }) => domain);
    const foreign = this.destinations.filter(({ server }) => !domains.includes(server.describe().domain));
    return [
      ...this.misspelt,
      ...foreign.map(
        ({ server }) =>
          `${serviceTitle(this.head)}: real server ${server.name} is another lab's, not ${lab.name}'s; declare one there`,
      ),
    ];
  }

  /** The service as data, its real servers in the order in which they were added. */
  describe(): ServiceDescription {
    const realServers = this.destinations.map(({ server, weight, port }) => {
      return { name: server.name, rip: server.rip, port, weight };
    });
    return { ...this.head, realServers };
  }
}

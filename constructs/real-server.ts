import type { Construct } from "constructs";
import { guestFamilies } from "./cloud-init/guest-family";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { udpAnswererSetup } from "./cloud-init/udp-answerer";
import { webServerSetup } from "./cloud-init/web-server";
import type { MachineDescription } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { Machine } from "./machine";
import type { RoleOptions } from "./machine-options";
import type { PortMatch, Protocol } from "./port-match";
import { requireList, requireObject, requireText } from "./validation/forms";
import { ownPropertyMistakes } from "./validation/properties";
import { machineTitle } from "./validation/words";

/** What a real server is given. */
export interface RealServerProps extends RoleOptions {
  /** The server network. */
  readonly network: LabNetwork;
  /** The real server's address (RIP), on eth0. */
  readonly rip: string;
  /**
   * The default route. It must be the director's DIP: replies have to come back through the director, which gives
   * them the VIP as their source (https://docs.kernel.org/networking/ipvs-sysctl.html and the LVS HOWTO, LVS-NAT).
   */
  readonly gateway: string;
  /** What the web server answers with at `/`: one line of printable text, no other real server's; 4096 bytes at most. */
  readonly page: string;
  /**
   * What each datagram is answered with, on the ports of the UDP services that send here: one line of printable text, no other
   * real server's; 1471 bytes at most, which fit one packet.
   *
   * @default - UDP is not answered, and no UDP service may send here
   */
  readonly udpAnswer?: string;
}

/** The port that the web server listens on where no virtual service sends to another. */
const httpPort = 80;

/** A machine that serves a page, and that the director sends connections to. */
export class RealServer extends Machine {
  /** The real server's address. */
  readonly rip: string;
  private readonly page: string;
  private readonly udpAnswer: string | undefined;
  private readonly ports: Required<PortMatch>[] = [];

  /** @param id host name of the guest, as for every {@link Machine} */
  constructor(scope: Construct, id: string, props: RealServerProps) {
    const title = machineTitle({ role: "real-server", name: id });
    requireObject(title, props);
    const { network, rip, page, udpAnswer, extraInterfaces = [], ...options } = props;
    requireText(title, "rip", rip);
    requireText(title, "page", page);
    if (udpAnswer !== undefined) requireText(title, "udpAnswer", udpAnswer);
    requireList(title, "extraInterfaces", extraInterfaces);
    super(scope, id, { ...options, interfaces: [{ network, address: rip }, ...extraInterfaces] }, "real-server");
    this.rip = rip;
    this.page = page;
    this.udpAnswer = udpAnswer;
    this.misspelt.push(...ownPropertyMistakes(title, options, ["interfaces"]));
  }

  /**
   * Has the web server, or the answerer of datagrams, listen on a port. `VirtualService.addRealServer` does so.
   *
   * @internal
   */
  listen(port: Required<PortMatch>): void {
    this.ports.push(port);
  }

  override describe(): MachineDescription {
    const { accessLog, webService } = guestFamilies[this.image.family];
    const tcp = this.portsOf("tcp");
    const udp = this.udpAnswer === undefined ? {} : { udpAnswer: this.udpAnswer, udpPorts: this.portsOf("udp") };
    return {
      ...super.describe(),
      page: this.page,
      webPorts: tcp.length > 0 ? tcp : [httpPort],
      webService,
      accessLog,
      ...udp,
    };
  }

  protected override setups(): readonly GuestSetup[] {
    const { page = "", webPorts: ports = [], udpAnswer, udpPorts = [] } = this.describe();
    return [
      ...webServerSetup(this.image.family, { serverName: this.name, page, ports }),
      ...(udpAnswer === undefined || udpPorts.length === 0 ? [] : [udpAnswererSetup(udpAnswer, udpPorts)]),
    ];
  }

  private portsOf(protocol: Protocol): number[] {
    const ports = this.ports.filter((port) => port.protocol === protocol).map(({ port }) => port);
    return [...new Set(ports)].sort((one, other) => one - other);
  }
}

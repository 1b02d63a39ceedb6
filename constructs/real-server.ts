import type { Construct } from "constructs";
import { guestFamilies } from "./cloud-init/guest-family";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { webServerSetup } from "./cloud-init/web-server";
import type { MachineDescription } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { Machine, type MachineOptions } from "./machine";

/** What a real server is given. */
export interface RealServerProps extends MachineOptions {
  /** The server network. */
  readonly network: LabNetwork;
  /** The real server's address (RIP), on eth0. */
  readonly rip: string;
  /**
   * The default route. It must be the director's DIP: replies have to come back through the director, which gives
   * them the VIP as their source (https://docs.kernel.org/networking/ipvs-sysctl.html and the LVS HOWTO, LVS-NAT).
   */
  readonly gateway: string;
  /** What the web server answers with at `/`: one line of printable text. */
  readonly page: string;
  /**
   * The TCP port that the web server listens on, 1 to 65535. Virtual services send their connections here, so that
   * another one than the service's is a port mapping.
   *
   * @default 80
   */
  readonly webPort?: number;
}

/** A machine that serves a page, and that the director sends connections to. */
export class RealServer extends Machine {
  /** The real server's address. */
  readonly rip: string;
  /** The TCP port that its web server listens on. */
  readonly webPort: number;
  private readonly page: string;

  /** @param id host name of the guest, as for every {@link Machine} */
  constructor(scope: Construct, id: string, props: RealServerProps) {
    const { network, rip, page, webPort = 80, ...options } = props;
    super(scope, id, { ...options, interfaces: [{ network, address: rip }] }, "real-server");
    this.rip = rip;
    this.webPort = webPort;
    this.page = page;
  }

  override describe(): MachineDescription {
    const { accessLog, webService } = guestFamilies[this.image.family];
    return { ...super.describe(), page: this.page, webPort: this.webPort, webService, accessLog };
  }

  protected override setups(): readonly GuestSetup[] {
    return [webServerSetup(this.image.family, { serverName: this.name, page: this.page, port: this.webPort })];
  }
}

import type { Construct } from "constructs";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { ipvsSetup } from "./cloud-init/ipvs";
import { kernelSettingsSetup } from "./cloud-init/kernel-settings";
import type { MachineDescription, ServiceDescription } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { Machine, type MachineOptions } from "./machine";
import { VirtualService, type VirtualServiceProps } from "./virtual-service";

/** What a director is given. */
export interface DirectorProps extends MachineOptions {
  /** The client side. */
  readonly outside: LabNetwork;
  /** The virtual IP address, on eth1: the one that clients know. */
  readonly vip: string;
  /** The server network. */
  readonly inside: LabNetwork;
  /** The director's address in the server network, on eth0: the real servers' gateway. */
  readonly dip: string;
}

/**
 * Replies of the real servers are ordinary packets that the director forwards; without this they die there.
 * https://docs.kernel.org/networking/ip-sysctl.html
 */
const kernelSettings = { "net.ipv4.ip_forward": "1" };

/** The machine between the networks. IPVS in its kernel takes what comes to the VIP and gives it to a real server. */
export class Director extends Machine {
  /** The address that clients know. */
  readonly vip: string;
  /** The real servers' gateway. */
  readonly dip: string;
  private readonly services: VirtualService[] = [];

  /** @param id host name of the guest, as for every {@link Machine} */
  constructor(scope: Construct, id: string, props: DirectorProps) {
    const { outside, vip, inside, dip, ...options } = props;
    const interfaces = [
      { network: inside, address: dip },
      { network: outside, address: vip },
    ];
    super(scope, id, { ...options, interfaces }, "director");
    this.vip = vip;
    this.dip = dip;
  }

  /** Opens a port on the VIP. */
  virtualService(props: VirtualServiceProps): VirtualService {
    const service = new VirtualService(props);
    this.services.push(service);
    return service;
  }

  override describe(): MachineDescription {
    return { ...super.describe(), kernelSettings, vip: this.vip, dip: this.dip };
  }

  /** The virtual services as data. */
  describeServices(): readonly ServiceDescription[] {
    return this.services.map((service) => ({
      director: this.name,
      protocol: "tcp",
      vip: this.vip,
      port: service.port,
      scheduler: service.scheduler,
      realServers: service.describeRealServers(),
    }));
  }

  protected override setups(): readonly GuestSetup[] {
    return [kernelSettingsSetup(kernelSettings), ipvsSetup(this.image.family, this.describeServices())];
  }
}

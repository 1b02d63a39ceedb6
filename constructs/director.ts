import type { Construct } from "constructs";
import { firewallMarksSetup } from "./cloud-init/firewall-marks";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { ipvsSetup } from "./cloud-init/ipvs";
import { kernelSettingsSetup } from "./cloud-init/kernel-settings";
import { type IpvsSettings, ipvsSysctls } from "./ipvs-settings";
import { completeTimeouts, type IpvsTimeouts } from "./ipvs-timeouts";
import { isMap } from "./is-map";
import type { LabDescription, MachineDescription, ServiceDescription } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { Machine } from "./machine";
import type { RoleOptions } from "./machine-options";
import { serviceHead } from "./service-head";
import { requireList, requireListOrNone, requireObject, requireText } from "./validation/forms";
import { ipvsPropertyMistakes } from "./validation/ipvs-settings";
import { ownPropertyMistakes, propertyMistakes, servicePropertyMistakes } from "./validation/properties";
import { machineTitle } from "./validation/words";
import { VirtualService, type VirtualServiceProps } from "./virtual-service";

/** What a director is given. */
export interface DirectorProps extends RoleOptions {
  /** The client side. */
  readonly outside: LabNetwork;
  /** The virtual IP address, on eth1: the one that clients know. */
  readonly vip: string;
  /**
   * Further virtual IP addresses on eth1, for services of their own.
   *
   * @default - none
   */
  readonly extraVips?: readonly string[];
  /** The server network. */
  readonly inside: LabNetwork;
  /** The director's address in the server network, on eth0: the real servers' gateway. */
  readonly dip: string;
  /**
   * The kernel's settings of IPVS, now and after each boot.
   *
   * @default - as the kernel has them
   */
  readonly ipvsSettings?: IpvsSettings;
  /**
   * How long IPVS remembers idle connections (`ipvsadm --set`), now and after each boot.
   *
   * @default - as the kernel does
   */
  readonly timeouts?: IpvsTimeouts;
}

/**
 * Replies of the real servers are ordinary packets that the director forwards; without this they die there.
 * https://docs.kernel.org/networking/ip-sysctl.html
 */
const forwarding = { "net.ipv4.ip_forward": "1" };

/** What {@link IpvsTimeouts} are given. */
const timeoutProperties = ["tcpSeconds", "tcpFinSeconds", "udpSeconds"];

/** The machine between the networks. IPVS in its kernel takes what comes to the VIP and gives it to a real server. */
export class Director extends Machine {
  /** The address that clients know. */
  readonly vip: string;
  /** The real servers' gateway. */
  readonly dip: string;
  private readonly kernelSettings: Readonly<Record<string, string>>;
  private readonly timeouts: Required<IpvsTimeouts> | undefined;
  private readonly services: VirtualService[] = [];

  /** @param id host name of the guest, as for every {@link Machine} */
  constructor(scope: Construct, id: string, props: DirectorProps) {
    const title = machineTitle({ role: "director", name: id });
    requireObject(title, props);
    const {
      outside,
      vip,
      extraVips,
      inside,
      dip,
      ipvsSettings = {},
      timeouts,
      extraInterfaces = [],
      ...options
    } = props;
    requireText(title, "vip", vip);
    requireText(title, "dip", dip);
    requireListOrNone(title, "extraVips", extraVips);
    requireList(title, "extraInterfaces", extraInterfaces);
    const interfaces = [
      { network: inside, address: dip },
      { network: outside, address: vip, extraAddresses: extraVips },
      ...extraInterfaces,
    ];
    super(scope, id, { ...options, interfaces }, "director");
    this.misspelt.push(...ownPropertyMistakes(title, options, ["interfaces", "gateway"]));
    this.vip = vip;
    this.dip = dip;
    this.kernelSettings = { ...forwarding, ...ipvsSysctls(isMap(ipvsSettings) ? ipvsSettings : {}) };
    this.misspelt.push(
      ...ipvsPropertyMistakes(title, ipvsSettings),
      ...(timeouts === undefined ? [] : propertyMistakes(`${title}, timeouts`, timeouts, timeoutProperties)),
    );
    this.timeouts = timeouts && completeTimeouts(timeouts);
  }

  /** Opens a port on one of the director's addresses, or joins several by a firewall mark. */
  virtualService(props: VirtualServiceProps): VirtualService {
    const title = `director ${this.name}, virtualService`;
    requireObject(title, props);
    requireListOrNone(title, "schedulerFlags", props.schedulerFlags);
    if ("matches" in props) requireListOrNone(title, "matches", props.matches);
    // The director is told of a new real server when that has booted; so that must have been started before.
    const head = serviceHead(this, props);
    const service = new VirtualService(head, ({ domain }) => this.settings.waitFor(domain));
    this.services.push(service);
    this.misspelt.push(...servicePropertyMistakes(head, props));
    return service;
  }

  /** @internal */
  override mistakes(lab: LabDescription): string[] {
    return [...super.mistakes(lab), ...this.services.flatMap((service) => service.mistakes(lab))];
  }

  override describe(): MachineDescription {
    const { vip, dip, kernelSettings, timeouts } = this;
    return { ...super.describe(), kernelSettings, vip, dip, timeouts };
  }

  /**
   * The virtual services as data.
   *
   * @internal
   */
  describeServices(): readonly ServiceDescription[] {
    return this.services.map((service) => service.describe());
  }

  protected override setups(): readonly GuestSetup[] {
    const { family } = this.image;
    const services = this.describeServices();
    return [
      kernelSettingsSetup(this.kernelSettings),
      ...firewallMarksSetup(family, services),
      ipvsSetup(family, services, this.timeouts),
    ];
  }
}

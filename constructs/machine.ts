import { Construct } from "constructs";
import { parseNetwork } from "./addresses";
import { type Guest, guestOf } from "./cloud-init/guest";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { labUuid, macAddress } from "./identity";
import type { GuestImage } from "./image/guest-image";
import { constructId, labContext } from "./lab-context";
import type { MachineDescription, Role } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { GuestDomain } from "./libvirt/guest-domain";
import { GuestSettings } from "./libvirt/guest-settings";

/** What every machine can be given, whatever its role. */
export interface MachineOptions {
  /**
   * Memory in MiB, a whole number from 256: the guest's system and its first boot need that much.
   *
   * @default 384
   */
  readonly memoryMiB?: number;

  /**
   * Virtual CPUs, from 1.
   *
   * @default 1
   */
  readonly vcpus?: number;
}

/** What a machine is given that has no role. */
export interface MachineProps extends MachineOptions {
  /** The network interfaces: the first is eth0 in the guest, the next eth1, and so on. */
  readonly interfaces: readonly MachineInterface[];

  /**
   * Where packets to other networks go: an address in one of the machine's networks.
   *
   * @default - no default route
   */
  readonly gateway?: string;
}

/** A network card of a machine. */
export interface MachineInterface {
  /** The network that it is in. */
  readonly network: LabNetwork;
  /** An IPv4 address of the network that no other machine has. */
  readonly address: string;
  /**
   * Further addresses of the network on the same interface.
   *
   * @default - none
   */
  readonly extraAddresses?: readonly string[];
}

/** A virtual machine of the lab. By itself it does nothing: a monitoring host, say, or a backup. */
export class Machine extends Construct {
  /** Host name of the guest. */
  readonly name: string;
  /** The libvirt domain with its disks, for what the props don't reach: `machine.domain.resource`. */
  readonly domain: GuestDomain;
  /** What its guest is set up with, as a resource: `machine.settings.resource`. */
  readonly settings: GuestSettings;
  /** The image that the machine's disk is an overlay of. */
  protected readonly image: GuestImage;
  private readonly description: MachineDescription;

  /**
   * @param id host name of the guest and name of the machine in all that the lab prints: lower-case letters, digits
   * and hyphens, beginning with a letter, at most 63 characters (RFC 1123); another one is another machine
   * @param role what it is in the lab; the constructs of the roles give theirs
   */
  constructor(scope: Construct, id: string, props: MachineProps, role: Role = "machine") {
    super(scope, constructId(scope, id));
    const lab = labContext(scope, id);
    this.name = id;
    this.image = lab.image;

    const cards = props.interfaces.map(({ network, address, extraAddresses }, index) => ({
      network,
      card: {
        name: `eth${index}`,
        network: network.name,
        address,
        extraAddresses,
        prefixLength: parseNetwork(network.cidr)?.prefixLength ?? 0,
        mac: macAddress(lab.name, id, `eth${index}`),
      },
    }));

    this.description = {
      name: id,
      role,
      domain: `${lab.name}-${id}`,
      uuid: labUuid(lab.name, id),
      image: this.image.name,
      memoryMiB: props.memoryMiB ?? 384,
      vcpus: props.vcpus ?? 1,
      gateway: props.gateway,
      interfaces: cards.map(({ card }) => card),
      kernelSettings: {},
    };

    const { domain, uuid, memoryMiB, vcpus } = this.description;
    this.domain = new GuestDomain(this, "domain", {
      machine: id,
      name: domain,
      uuid,
      host: lab.host,
      pool: lab.pool,
      image: this.image,
      memoryMiB,
      vcpus,
      interfaces: cards.map(({ card, network }) => ({ name: card.name, mac: card.mac, network: network.network })),
      seed: () => this.guest().seed,
    });
    const guest = () => this.guest().description;
    this.settings = new GuestSettings(this, "settings", { machine: id, domain: this.domain, guest });
  }

  /** The machine as data. */
  describe(): MachineDescription {
    return this.description;
  }

  /** What the machine's guest is set up with; asked for when the whole lab is declared. */
  guest(): Guest {
    return guestOf(labContext(this, this.name).describe(), this.describe(), this.setups());
  }

  /** What the machine's role adds to its guest. */
  protected setups(): readonly GuestSetup[] {
    return [];
  }
}

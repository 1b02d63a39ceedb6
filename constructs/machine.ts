import { Construct } from "constructs";
import { parseNetwork } from "./addresses";
import { type Guest, guestOf, ownCloudConfig } from "./cloud-init/guest";
import type { GuestSetup } from "./cloud-init/guest-setup";
import { packagesScript } from "./cloud-init/package-files";
import { labUuid, macAddress } from "./identity";
import type { GuestImage } from "./image/guest-image";
import { isMap } from "./is-map";
import { constructId, type LabContext, labContext } from "./lab-context";
import type { InterfaceDescription, LabDescription, MachineDescription, Role } from "./lab-description";
import type { LabNetwork } from "./lab-network";
import { GuestDomain } from "./libvirt/guest-domain";
import { GuestSettings } from "./libvirt/guest-settings";
import type { GuestExtras, MachineInterface, MachineOptions } from "./machine-options";
import { extrasMistakes } from "./validation/extras";
import { requireListOrNone, requireObject } from "./validation/forms";
import { imageMistakes, isImage } from "./validation/images";
import { requireInterfaces } from "./validation/interfaces";
import { propertyMistakes } from "./validation/properties";
import { machineTitle } from "./validation/words";

/** What a machine beside the roles is given. */
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

/** What every machine can be given; what a role has besides is its constructor's. */
const machineProperties = ["memoryMiB", "vcpus", "image", "files", "packageFiles", "cloudInit"];

/** What a {@link MachineInterface} is given. */
const cardProperties = ["network", "address", "extraAddresses"];

/** A virtual machine of the lab. By itself it does nothing: a monitoring host, say, or a backup. */
export class Machine extends Construct {
  /** Host name of the guest. */
  readonly name: string;
  /** The libvirt domain with its disks, for what the props don't reach: `machine.domain.resource`. */
  readonly domain: GuestDomain;
  /** What its guest is set up with, as a resource: `machine.settings.resource`. */
  readonly settings: GuestSettings;
  /** The image that the machine's disk is an overlay of. */
  readonly image: GuestImage;
  private readonly lab: LabContext;
  private readonly description: MachineDescription;
  private readonly extras: GuestExtras;
  private readonly cards: readonly MachineInterface[];
  /** What was declared and is no property of the machine's role. */
  protected readonly misspelt: string[] = [];
  private known?: { readonly lab: LabDescription; readonly guest: Guest };

  /**
   * @param id host name of the guest and name of the machine in all that the lab prints: lower-case letters, digits
   * and hyphens, beginning with a letter, at most 63 characters (RFC 1123); another one is another machine
   */
  constructor(scope: Construct, id: string, props: MachineProps, role: Role = "machine") {
    super(scope, constructId(scope, id));
    const title = machineTitle({ role, name: id });
    requireObject(title, props);
    requireInterfaces(title, props.interfaces);
    requireListOrNone(title, "files", props.files);
    requireListOrNone(title, "packageFiles", props.packageFiles);
    const lab = labContext(scope, id);
    const { interfaces, gateway, memoryMiB = 384, vcpus = 1, image: given, ...extras } = props;
    const image = isImage(given) ? given : lab.image;
    this.misspelt.push(...imageMistakes(title, given));
    this.lab = lab;
    this.name = id;
    this.image = image;
    this.extras = extras;
    this.cards = interfaces;
    const cards = interfaces.map((card, index) => ({
      network: card.network.network,
      card: describeInterface(lab.name, id, `eth${index}`, card),
    }));
    const domain = `${lab.name}-${id}`;
    const uuid = labUuid(lab.name, id);
    this.description = {
      ...{ name: id, role, domain, uuid, image: image.name, memoryMiB, vcpus, gateway },
      interfaces: cards.map(({ card }) => card),
      kernelSettings: {},
    };
    this.domain = new GuestDomain(this, "domain", {
      ...{ machine: id, name: domain, uuid, host: lab.host, pool: lab.pool, image, memoryMiB, vcpus },
      interfaces: cards.map(({ card, network }) => ({ name: card.name, mac: card.mac, network })),
      seed: () => this.guest().seed,
    });
    const guest = () => this.guest().description;
    this.settings = new GuestSettings(this, "settings", {
      ...{ machine: id, domain: this.domain, hostUri: lab.host.virshUri, guest },
    });
  }

  /** The machine as data. */
  describe(): MachineDescription {
    return this.description;
  }

  /**
   * What the machine's guest is set up with; asked for when the whole lab is declared. Worked out once in a
   * synthesis, which asks a dozen times: writing YAML takes long.
   *
   * @internal
   */
  guest(): Guest {
    const lab = this.lab.declared();
    if (this.known?.lab === lab) return this.known.guest;
    // What is something else is refused with the other mistakes of the declaration.
    const cloudInit = isMap(this.extras.cloudInit) ? this.extras.cloudInit : undefined;
    const packageFiles = (this.extras.packageFiles ?? []).filter((file) => typeof file === "string");
    const script = packageFiles.length > 0 ? packagesScript(this.image.family, packageFiles) : undefined;
    const guest = guestOf(lab, this.describe(), this.allSetups(), { cloudInit, script });
    this.known = { lab, guest };
    return guest;
  }

  /**
   * What is wrong with what the guest is given beside its role, in its lab as that is declared.
   *
   * @internal
   */
  mistakes(lab: LabDescription): string[] {
    const own = ownCloudConfig(lab, this.describe(), this.setups());
    const { files = [] } = this.extras;
    const title = machineTitle(this.description);
    return [
      ...this.misspelt,
      ...propertyMistakes(title, this.extras, machineProperties),
      ...this.cards.flatMap((card) => propertyMistakes(`${title}, interface`, card, cardProperties)),
      ...this.cards
        .filter(({ network }) => !isOf(lab, network))
        .map(({ network }) => foreignNetwork(title, lab, network)),
      ...(Array.isArray(files) ? files : []).flatMap((file) =>
        propertyMistakes(`${title}, files`, file, ["path", "content"]),
      ),
      ...extrasMistakes(this.description, this.image, own, this.extras),
    ];
  }

  /** What the machine's role adds to its guest. */
  protected setups(): readonly GuestSetup[] {
    return [];
  }

  /** What its role adds, and what the declaration adds to that. */
  private allSetups(): readonly GuestSetup[] {
    const files = (this.extras.files ?? []).filter(isMap);
    const own: GuestSetup = { name: "files", files, replaces: true, commands: [], reload: [] };
    return [...this.setups(), ...(files.length > 0 ? [own] : [])];
  }
}

function isOf(lab: LabDescription, network: LabNetwork): boolean {
  return lab.networks.some(({ name }) => name === network.describe().name);
}

function foreignNetwork(title: string, lab: LabDescription, { name }: LabNetwork): string {
  return `${title}: network ${name} is not in lab ${lab.name}; declare one there`;
}

function describeInterface(lab: string, machine: string, name: string, card: MachineInterface): InterfaceDescription {
  const { network, address, extraAddresses } = card;
  const prefixLength = parseNetwork(network.cidr)?.prefixLength ?? 0;
  const mac = macAddress(lab, machine, name);
  return { name, network: network.name, address, extraAddresses, prefixLength, mac };
}

import { CloudinitDisk } from "@cdktf/provider-libvirt/lib/cloudinit-disk";
import { Domain } from "@cdktf/provider-libvirt/lib/domain";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { Fn, Lazy } from "cdktf";
import { Construct } from "constructs";
import type { SeedDocuments } from "../cloud-init/seed";
import type { GuestImage } from "../image/guest-image";
import { domainStylesheet } from "./domain-stylesheet";
import type { HostSettings } from "./host-settings";
import type { IsolatedNetwork } from "./isolated-network";
import { kernelCommandLine } from "./kernel-command-line";
import type { LabPool } from "./lab-pool";
import { consoleLogPath } from "./paths";
import { terraformAddress } from "./terraform-address";
import { literal } from "./terraform-literal";

export interface GuestDomainProps {
  /** Name of the machine inside its lab; the Terraform addresses are made of it, e.g. `libvirt_domain.rs1`. */
  readonly machine: string;
  /** Name of the libvirt domain. */
  readonly name: string;
  readonly uuid: string;
  readonly host: HostSettings;
  readonly pool: LabPool;
  readonly image: GuestImage;
  readonly memoryMiB: number;
  readonly vcpus: number;
  readonly interfaces: readonly { readonly name: string; readonly mac: string; readonly network: IsolatedNetwork }[];
  /** Asked for when the whole declaration is known and has been found right. */
  readonly seed: () => SeedDocuments;
}

/** A virtual machine: an overlay on the image, a seed disk for cloud-init, and the domain that has both. */
export class GuestDomain extends Construct {
  /** The provider's domain, to be overridden where the constructs don't reach. */
  readonly resource: Domain;
  /** The disk that the guest writes to. */
  readonly disk: Volume;
  /** The disk that cloud-init reads. */
  readonly seed: CloudinitDisk;

  /** @internal */
  constructor(scope: Construct, id: string, props: GuestDomainProps) {
    super(scope, id);
    const { host, image, machine, name, pool } = props;

    this.seed = new CloudinitDisk(this, "seed", {
      name: `${name}-seed.iso`,
      pool: pool.resource.name,
      metaData: Lazy.stringValue({ produce: () => literal(props.seed().metaData) }),
      networkConfig: Lazy.stringValue({ produce: () => literal(props.seed().networkConfig) }),
      userData: Lazy.stringValue({ produce: () => literal(props.seed().userData) }),
      // Settings that change later reach the running guest (guest-settings.ts); what needs a new machine is in the metadata.
      lifecycle: { ignoreChanges: ["user_data"] },
    });
    this.seed.overrideLogicalId(machine);

    this.disk = new Volume(this, "disk", {
      name: `${name}.qcow2`,
      pool: pool.resource.name,
      baseVolumePool: host.imagePool.name,
      baseVolumeName: `${image.name}.qcow2`,
      // cloud-init sets a disk up once: another seed needs a fresh one.
      lifecycle: { replaceTriggeredBy: [terraformAddress(this.seed)] },
    });
    this.disk.overrideLogicalId(machine);

    const networks = new Set(props.interfaces.map(({ network }) => network.resource));
    this.resource = new Domain(this, "domain", {
      name,
      type: host.domainType,
      emulator: host.emulator,
      memory: props.memoryMiB,
      vcpu: props.vcpus,
      ...(image.directBoot ? directBoot(host, image) : {}),
      disk: [
        { volumeId: this.disk.id },
        // The provider's id of a seed is its volume's, a semicolon, and a random part.
        { volumeId: Fn.element(Fn.split(";", this.seed.id), 0) },
      ],
      networkInterface: props.interfaces.map(({ mac, network }) => ({ networkId: network.resource.id, mac })),
      console: [{ type: "pty", targetType: "serial", targetPort: "0" }],
      xml: {
        xslt: literal(
          domainStylesheet({
            uuid: props.uuid,
            domainType: host.domainType,
            interfaceAliases: props.interfaces.map(({ name, network }) => `ua-${name}-${network.id}`),
            consoleLog: consoleLogPath(host, name),
          }),
        ),
      },
      // The provider takes another disk or network for an update in place, and then leaves the machine on the old one.
      lifecycle: {
        replaceTriggeredBy: [this.seed, this.disk, ...networks].map(terraformAddress),
      },
    });
    this.resource.overrideLogicalId(machine);
  }
}

function directBoot({ imagePool }: HostSettings, { name, kernelArguments }: GuestImage) {
  return {
    kernel: `${imagePool.path}/${name}.vmlinuz`,
    initrd: `${imagePool.path}/${name}.initrd`,
    cmdline: kernelCommandLine(kernelArguments),
  };
}

import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { Lazy, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Director } from "./director";
import { debian13 } from "./image/debian-13";
import type { GuestImage } from "./image/guest-image";
import { type LabContext, setLabContext } from "./lab-context";
import type { DeployedLab, ImageDescription, LabDescription } from "./lab-description";
import { LabNetwork } from "./lab-network";
import { type HostSettings, readHostSettings } from "./libvirt/host-settings";
import { LabPool } from "./libvirt/lab-pool";
import { statePath } from "./libvirt/paths";
import { literal } from "./libvirt/terraform-literal";
import { Machine } from "./machine";
import { requireName, requireObject } from "./validation/forms";
import { imageMistakes, isImage } from "./validation/images";
import { labMistakes } from "./validation/lab-mistakes";
import { neighbourMistakes } from "./validation/neighbours";
import { propertyMistakes } from "./validation/properties";
import { onOneLine } from "./validation/words";

/** What a lab is given. */
export interface LvsNatLabProps {
  /**
   * The image that the disk of each machine without one of its own is an overlay of.
   *
   * @default - Debian 13, built from the recipe in constructs/image/debian-13
   */
  readonly image?: GuestImage;

  /**
   * The place where the machines run.
   *
   * @default - the host that `./lab` has prepared: the embedded libvirt, or the one that the environment variable
   * LAB_LIBVIRT_URI, or `libvirtUri` in the context of cdktf.json, asks for
   */
  readonly host?: HostSettings;
}

/**
 * A whole lab: a Terraform stack with its own state, storage pool and names, so that several labs can stand side by
 * side. A wrong declaration is refused when the app is synthesised, all mistakes together.
 */
export class LvsNatLab extends TerraformStack implements LabContext {
  /** Name of the lab. */
  readonly name: string;
  /** The place where the machines run. */
  readonly host: HostSettings;
  /** The image of machines that have none of their own. */
  readonly image: GuestImage;
  /** The lab's own storage. */
  readonly pool: LabPool;
  /** The provider's configuration, to be overridden where the constructs don't reach. */
  readonly provider: LibvirtProvider;
  private readonly misspelt: readonly string[];
  private whole?: LabDescription;

  /**
   * @param id name of the lab, which all that is made for it carries: lower-case letters, digits and hyphens,
   * beginning with a letter; another one is another lab
   * @throws when the app has a lab of that name already, or the prepared host is not the one that is asked for
   */
  constructor(scope: Construct, id: string, props: LvsNatLabProps = {}) {
    requireName(id);
    requireObject(`lab ${id}`, props);
    if (scope.node.tryFindChild(id)) throw new Error(`lab ${id} is declared twice; give each lab a name of its own`);
    // CDKTF refuses some names in words of its own, before all that is wrong could be told.
    super(scope, id.replace(/[^\w-]/g, "-"));
    setLabContext(this, this);
    this.name = id;
    this.host = props.host ?? readHostSettings(process.env.LAB_LIBVIRT_URI || this.node.tryGetContext("libvirtUri"));
    this.image = isImage(props.image) ? props.image : debian13();
    this.misspelt = [
      ...propertyMistakes(`lab ${id}`, props, ["image", "host"]),
      ...imageMistakes(`lab ${id}`, props.image),
    ];

    new LocalBackend(this, { path: statePath(id) });
    this.provider = new LibvirtProvider(this, "libvirt", { uri: this.host.uri });
    this.pool = new LabPool(this, "pool", { lab: id, host: this.host });
    new TerraformOutput(this, "lab", { value: Lazy.anyValue({ produce: () => literal(this.declared()) }) });
    const guests = Lazy.anyValue({ produce: () => literal(this.describeGuests()) });
    // Nothing secret: but a plan that shows a setting once reads better than one that shows it twice.
    new TerraformOutput(this, "guests", { value: guests, sensitive: true });
    this.node.addValidation({ validate: () => this.mistakes() });
  }

  /** CDKTF begins each synthesis with this. @internal */
  override prepareStack(): void {
    this.whole = undefined;
    super.prepareStack();
  }

  /**
   * Worked out once in a synthesis: each machine asks for it a dozen times.
   *
   * @internal
   */
  declared(): LabDescription {
    this.whole ??= this.describe();
    return this.whole;
  }

  private describeGuests(): DeployedLab["guests"] {
    return Object.fromEntries(this.machines().map((machine) => [machine.name, machine.guest().description]));
  }

  /** The whole lab as data. */
  describe(): LabDescription {
    const parts = this.node.findAll();
    const machines = this.machines();
    return {
      name: this.name,
      hostUri: this.host.virshUri,
      domainType: this.host.domainType,
      images: describeImages(this.image, machines),
      pool: this.name,
      networks: this.networks().map((network) => network.describe()),
      machines: machines.map((machine) => machine.describe()),
      services: parts.filter((part) => part instanceof Director).flatMap((director) => director.describeServices()),
    };
  }

  /** What is wrong with this lab alone. */
  private ownMistakes(): string[] {
    const lab = this.describe();
    const all = [
      ...this.misspelt,
      ...this.imageMistakes(),
      ...this.networks().flatMap((network) => network.mistakes()),
      ...labMistakes(lab),
      ...this.machines().flatMap((machine) => machine.mistakes(lab)),
    ];
    return all.map(onOneLine);
  }

  private imageMistakes(): string[] {
    const images = [this.image, ...this.machines().map(({ image }) => image)];
    return [...new Set(images.flatMap(({ mistake }) => mistake ?? []))];
  }

  /** CDKTF stops at the first stack that is wrong, so the first lab of an app speaks for all. */
  private mistakes(): string[] {
    const labs = this.node.root.node.findAll().filter((part) => part instanceof LvsNatLab);
    if (labs.length === 1) return this.ownMistakes();
    const named = (lab: LvsNatLab) => lab.ownMistakes().map((mistake) => `lab ${lab.name}: ${mistake}`);
    if (labs[0] !== this) return named(this);
    return [...labs.flatMap(named), ...neighbourMistakes(labs.map((lab) => lab.describe()))];
  }

  private networks(): LabNetwork[] {
    return this.node.findAll().filter((part) => part instanceof LabNetwork);
  }

  private machines(): Machine[] {
    return this.node.findAll().filter((part) => part instanceof Machine);
  }
}

/** Each image once; the lab's own where there is no machine yet. */
function describeImages(own: GuestImage, machines: readonly Machine[]): ImageDescription[] {
  const images = machines.length > 0 ? machines.map(({ image }) => image) : [own];
  return [...new Map(images.map(({ name, source }) => [name, { name, source }])).values()];
}

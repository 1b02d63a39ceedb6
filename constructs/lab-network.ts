import { Construct } from "constructs";
import { constructId, labContext } from "./lab-context";
import type { NetworkDescription } from "./lab-description";
import { IsolatedNetwork } from "./libvirt/isolated-network";
import { requireObject, requireText } from "./validation/forms";
import { propertyMistakes } from "./validation/properties";

/** What a network is given. */
export interface LabNetworkProps {
  /**
   * The addresses of the network, e.g. `10.0.0.0/24`: IPv4, prefix length 8 to 30, no bits after the prefix, none of
   * them in another network of the lab.
   */
  readonly cidr: string;
  /**
   * Name of the network's bridge on the host, for captures there: 1 to 15 letters, digits, dots, hyphens and underscores,
   * which no other network of the host has.
   *
   * @default - one of its own, `lab` and eight digits that are made of the network's full name
   */
  readonly bridge?: string;
}

/** A layer-2 network of the lab. Nothing but the director joins two of them, and the host has no address in either. */
export class LabNetwork extends Construct {
  /** Name of the network inside the lab; the libvirt network's is `<lab>-<name>`. */
  readonly name: string;
  /** The network's addresses as declared. */
  readonly cidr: string;
  /** The libvirt network, for what the props don't reach: `clientSide.network.resource`. */
  readonly network: IsolatedNetwork;
  private readonly fullName: string;
  private readonly bridge: string | undefined;
  private readonly misspelt: readonly string[];

  /**
   * @param id name of the network inside the lab, e.g. `client-side`: lower-case letters, digits and hyphens,
   * beginning with a letter; another one replaces the machines in it
   */
  constructor(scope: Construct, id: string, props: LabNetworkProps) {
    super(scope, constructId(scope, id));
    requireObject(`network ${id}`, props);
    requireText(`network ${id}`, "cidr", props.cidr);
    if (props.bridge !== undefined) requireText(`network ${id}`, "bridge", props.bridge);
    this.name = id;
    this.cidr = props.cidr;
    this.fullName = `${labContext(scope, id).name}-${id}`;
    this.bridge = props.bridge;
    this.misspelt = propertyMistakes(`network ${id}`, props, ["cidr", "bridge"]);
    this.network = new IsolatedNetwork(this, "network", { network: id, name: this.fullName, bridge: this.bridge });
  }

  /**
   * What is wrong with the network's properties; what is wrong between networks is the lab's.
   *
   * @internal
   */
  mistakes(): readonly string[] {
    return this.misspelt;
  }

  /** The network as data. */
  describe(): NetworkDescription {
    return { id: this.name, name: this.fullName, cidr: this.cidr, bridge: this.bridge };
  }
}

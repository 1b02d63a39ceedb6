import { createHash } from "node:crypto";
import { Network } from "@cdktf/provider-libvirt/lib/network";
import { Construct } from "constructs";
import { networkStylesheet } from "./network-stylesheet";

export interface IsolatedNetworkProps {
  /** Name inside the lab; the Terraform address is made of it, e.g. `libvirt_network.client-side`. */
  readonly network: string;
  /** Name of the libvirt network. */
  readonly name: string;
  /**
   * Name of the bridge.
   *
   * @default - one of its own, made of the network's name
   */
  readonly bridge?: string;
}

/** A bridge that joins machines and nothing else: the host has no address on it, and serves no DHCP and no DNS there. */
export class IsolatedNetwork extends Construct {
  /** The provider's network, to be overridden where the constructs don't reach. */
  readonly resource: Network;
  /** Name inside the lab. */
  readonly id: string;

  /** @internal */
  constructor(scope: Construct, id: string, props: IsolatedNetworkProps) {
    super(scope, id);
    this.id = props.network;
    const { name, bridge } = props;
    // With the host's daemon, after a reboot say: the provider starts a machine that is off, but not its network.
    const shape = { mode: "none", autostart: true, xml: { xslt: networkStylesheet } };
    this.resource = new Network(this, "network", { name, bridge: bridge ?? bridgeOf(name), ...shape });
    this.resource.overrideLogicalId(props.network);
  }
}

/** To two networks that are made at the same time libvirt 9.0 may give one and the same, virbr1 say, and the second fails. */
function bridgeOf(network: string): string {
  return `lab${createHash("sha256").update(network).digest("hex").slice(0, 8)}`;
}
